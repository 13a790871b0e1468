import type { SignalTable } from '../../storage/lance/signal-table.ts';
import type { NearestFound, NearRow } from './execute-nearest.ts';
import type { ItemFilter } from './item-filter.ts';

/** Rows that Lance is asked for at most; a filter that leaves fewer than wanted ends there. */
const mostAsked = 10_000;

/** Looks for neighbours in the table itself, as long as its vectors are not in memory. */
export async function searchTable(
  table: Pick<SignalTable, 'nearest'>,
  query: Float32Array,
  limit: number,
  filter?: ItemFilter,
): Promise<NearestFound> {
  for (let asked = filter ? limit * 4 : limit; ; asked *= 4) {
    const records = await table.nearest([...query], { limit: Math.min(asked, mostAsked) });
    const named: NearRow[] = records.map(({ record: { item, part }, cosine }) => ({
      item,
      part,
      cosine,
    }));
    const matching = filter && (await filter.among([...new Set(named.map(({ item }) => item))]));
    const near = matching ? named.filter(({ item }) => matching.has(item)) : named;
    if (!filter || near.length >= limit || named.length < asked) {
      return { near: near.slice(0, limit), path: 'exact', candidates: named.length };
    }
  }
}
