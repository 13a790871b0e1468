import type { RunDetail } from '../../../src/contracts/api.ts';
import { isReading } from '../../api/runs.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { count, duration } from '../../ui/numbers.ts';
import { Progress } from '../../ui/progress.tsx';
import { lasted } from './lasted.ts';

/** How far a run is, in one line of numbers and one bar. */
export function RunProgress({ run }: { readonly run: RunDetail }) {
  const isActive = isReading(run);
  return (
    <>
      <Progress label="Items read" all={run.due} done={run.done} failed={run.failed} />
      <Figures>
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
      </Figures>
    </>
  );
}
