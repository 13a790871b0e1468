import type { ReadSeries } from '../../src/contracts/consumers.ts';
import { Columns } from './columns.tsx';
import { count, counted } from './numbers.ts';

/** The ledger's days are those of UTC. */
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** Reads on each day of a period. */
export function ReadColumns({ series }: { readonly series: ReadSeries }) {
  const reads = series.reduce((sum, one) => sum + one.reads, 0);
  const items = series.reduce((sum, one) => sum + one.items, 0);
  return (
    <Columns
      label="Reads by day"
      sum={`${counted(reads, 'read')} of ${counted(items, 'item')}`}
      columns={series.map((one) => {
        const name = day.format(new Date(one.at));
        return {
          key: one.at,
          name,
          value: one.reads,
          words: `${name}: ${counted(one.reads, 'read')} of ${count(one.items)} items`,
        };
      })}
    />
  );
}
