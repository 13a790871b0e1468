import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { Bar } from '../../ui/bar.tsx';
import { count, counted } from '../../ui/numbers.ts';
import { sumCounts } from './steps-in-window.ts';

/** How many units each run of a model joined. */
export function Batches({ steps }: { readonly steps: readonly LiveStep[] }) {
  const sizes = [...sumCounts(steps.map(({ batches }) => batches))]
    .map(([size, runs]) => ({ size: Number(size), runs }))
    .toSorted((a, b) => a.size - b.size);
  const runs = sizes.reduce((sum, one) => sum + one.runs, 0);
  const units = sizes.reduce((sum, one) => sum + one.runs * one.size, 0);
  return (
    <section className="chart" aria-label="Batches">
      <div className="section-head">
        <h3>Batches</h3>
        <p className="soft">runs of models, by the units in each</p>
      </div>
      {runs === 0 ? (
        <p className="small soft">No model ran in this time.</p>
      ) : (
        <>
          <p className="small num">
            {(units / runs).toFixed(1)} units a run on average, {counted(runs, 'run')}
          </p>
          {sizes.map((one) => (
            <Bar
              key={one.size}
              label={counted(one.size, 'unit')}
              value={one.runs / runs}
              shown={count(one.runs)}
            />
          ))}
        </>
      )}
    </section>
  );
}
