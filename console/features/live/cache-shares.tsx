import type { Live } from '../../../src/contracts/live.ts';
import type { LiveStep } from '../../../src/contracts/live-history.ts';
import { Bar } from '../../ui/bar.tsx';
import { count, size } from '../../ui/numbers.ts';
import { sumCounts } from './steps-in-window.ts';

interface CacheSharesProps {
  readonly steps: readonly LiveStep[];
  readonly cache: Live['cache'];
}

/** Where values came from, and what keeps them. */
export function CacheShares({ steps, cache }: CacheSharesProps) {
  const sums = sumCounts(steps.map((step) => step.cache));
  const of = (name: keyof LiveStep['cache']) => sums.get(name) ?? 0;
  const all = of('memoryHits') + of('diskHits') + of('misses');
  const bar = (label: string, name: keyof LiveStep['cache']) => (
    <Bar label={label} value={all === 0 ? 0 : of(name) / all} shown={count(of(name))} />
  );
  return (
    <section className="chart" aria-label="Kept results">
      <div className="section-head">
        <h3>Kept results</h3>
        <p className="soft">values, by where they came from</p>
      </div>
      {bar('in memory', 'memoryHits')}
      {bar('in files', 'diskHits')}
      {bar('computed anew', 'misses')}
      <p className="small soft num">
        {count(cache.memoryEntries)} in memory take {size(cache.memoryBytes)}; files take{' '}
        {size(cache.diskBytes)}.
      </p>
    </section>
  );
}
