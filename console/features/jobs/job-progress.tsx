import type { JobDetail } from '../../../src/contracts/jobs.ts';
import { isOpen } from '../../api/jobs.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { count, duration, size } from '../../ui/numbers.ts';
import { Progress } from '../../ui/progress.tsx';
import { tookOf } from './job-words.tsx';

/** How far a backfill is and how fast it goes. */
export function JobProgress({ job }: { readonly job: JobDetail }) {
  const { items, done, leftOut, failed, remainingSeconds, itemsPerSecond } = job;
  const estimate = job.plan?.estimate;
  return (
    <div>
      <Progress label="Items computed" all={items} done={done + leftOut} failed={failed} />
      <Figures>
        <Figure name={`of ${count(items)} items`} value={count(done)} />
        {leftOut > 0 && <Figure name="needed nothing" value={count(leftOut)} />}
        {failed > 0 && <Figure name="failed" value={count(failed)} isBad />}
        <Figure name="a second" value={itemsPerSecond === 0 ? '–' : itemsPerSecond.toFixed(1)} />
        {isOpen(job) && (
          <Figure
            name="left"
            value={remainingSeconds === null ? '–' : duration(remainingSeconds)}
          />
        )}
        <Figure name={isOpen(job) ? 'so far' : 'took'} value={tookOf(job)} />
        <Figure name="CPU of signals" value={duration(job.cpuSeconds)} />
        {job.bytes > 0 && <Figure name="to decode" value={size(job.bytes)} />}
        {job.rate !== null && <Figure name="a second at most" value={count(job.rate)} />}
      </Figures>
      {estimate !== undefined && estimate !== null && (
        <p className="small soft planned">
          Planned to take about {duration(estimate.seconds)}, and{' '}
          {duration((estimate.signalCpuMsPerItem * items) / 1000)} of CPU of signals.
        </p>
      )}
    </div>
  );
}
