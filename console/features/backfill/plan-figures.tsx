import type { BackfillPlan } from '../../../src/contracts/jobs.ts';
import { Figure, Figures } from '../../ui/figures.tsx';
import { count, counted, duration, size } from '../../ui/numbers.ts';

/** What a backfill would take. */
export function PlanFigures({ plan }: { readonly plan: BackfillPlan }) {
  const { catalogue, items, bytes, shards, estimate } = plan;
  if (items === 0)
    return <p>All {counted(catalogue, 'item')} have it: nothing is to be computed.</p>;
  return (
    <>
      <Figures>
        <Figure name={`items of ${count(catalogue)}`} value={count(items)} />
        {bytes > 0 && <Figure name="to decode" value={size(bytes)} />}
        {estimate !== null && (
          <>
            <Figure name="time" value={`about ${duration(estimate.seconds)}`} />
            <Figure name="CPU" value={duration(estimate.cpuHours * 3600)} />
            {estimate.cost !== null && (
              <Figure name="cost" value={estimate.cost.toLocaleString('en', costFormat)} />
            )}
          </>
        )}
      </Figures>
      <p className="small soft">
        {estimate !== null &&
          `Measured here on ${counted(estimate.measuredOn, 'item')}: ${estimate.cpuMsPerItem.toFixed(0)} ms of CPU an item, ${estimate.itemsPerSecond.toFixed(1)} items a second. `}
        Done in {counted(shards, 'shard')}.
      </p>
    </>
  );
}

const costFormat: Intl.NumberFormatOptions = { maximumSignificantDigits: 2 };
