import { Link } from '@tanstack/react-router';
import type { Run } from '../../src/contracts/api.ts';
import { count, duration } from '../ui/numbers.ts';
import './reading-line.css';

/** A thin line under the head while a catalogue is being read. Its place is always kept. */
export function ReadingLine({ runs }: { readonly runs: readonly Run[] }) {
  const run = runs[0];
  return <div className="reading">{run !== undefined && <Reading run={run} />}</div>;
}

function Reading({ run }: { readonly run: Run }) {
  const finished = run.done + run.failed;
  const part = run.due > 0 ? finished / run.due : 0;
  return (
    <>
      <div
        role="progressbar"
        aria-label={`Reading ${run.source}`}
        aria-valuenow={Math.round(part * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="reading-track"
      >
        <span style={{ width: `${part * 100}%` }} />
      </div>
      <Link to="/runs/$id" params={{ id: run.id }} className="reading-words num">
        {wordsOf(run)}
      </Link>
    </>
  );
}

function wordsOf({ state, listed, done, failed, due, remainingSeconds }: Run): string {
  if (state === 'listing') return `Listing: ${count(listed)} so far`;
  if (done + failed >= due) return 'Looking for duplicates';
  const seconds = remainingSeconds ?? 0;
  const left = seconds >= 1 ? `, ${duration(seconds)} left` : '';
  return `Reading: ${count(done + failed)} of ${count(due)}${left}`;
}
