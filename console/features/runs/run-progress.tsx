import type { RunDetail } from '../../../src/contracts/api.ts';
import { count, duration } from '../../ui/numbers.ts';
import { lasted } from './lasted.ts';

/** How far a run is, in one line of numbers and one bar. */
export function RunProgress({ run }: { readonly run: RunDetail }) {
  const finished = run.done + run.failed;
  const part = (value: number) => (run.due > 0 ? `${(value / run.due) * 100}%` : '0%');
  const isActive = run.state === 'listing' || run.state === 'running';
  return (
    <>
      <div
        className="progress"
        role="progressbar"
        aria-label="Items read"
        aria-valuemin={0}
        aria-valuemax={Math.max(1, run.due)}
        aria-valuenow={finished}
        aria-valuetext={`${count(finished)} of ${count(run.due)}`}
      >
        <span style={{ width: part(run.done) }} />
        <span className="progress-failed" style={{ width: part(run.failed) }} />
      </div>
      <dl className="figures">
        <Figure name="listed" value={count(run.listed)} />
        <Figure name="unchanged" value={count(run.unchanged)} />
        <Figure name="due" value={count(run.due)} />
        <Figure name="done" value={count(run.done)} />
        <Figure name="failed" value={count(run.failed)} isBad={run.failed > 0} />
        <Figure name="removed" value={count(run.removed)} />
        <Figure name={isActive ? 'so far' : 'took'} value={lasted(run)} />
        {isActive && <Figure name="a second" value={run.itemsPerSecond.toFixed(1)} />}
        {isActive && run.remainingSeconds !== null && run.remainingSeconds >= 1 && (
          <Figure name="left" value={duration(run.remainingSeconds)} />
        )}
      </dl>
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly isBad?: boolean;
}

function Figure({ name, value, isBad = false }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isBad ? 'num warn' : 'num'}>{value}</dd>
    </div>
  );
}
