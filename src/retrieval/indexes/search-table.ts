import type { Near, SignalTable } from '../../storage/lance/signal-table.ts';
import type { NearestFound, NearRow } from './execute-nearest.ts';
import type { ItemFilter } from './item-filter.ts';

type Searched = Pick<SignalTable, 'nearest'>;

/** Lance's answer, of which the filter takes its part. */
export interface TableFound extends NearestFound {
  /** Items that match the filter, counted up to `mostListed`; undefined where there is none. */
  readonly matching: number | undefined;
}

/** Up to so many items are named to Lance at once rather than the filter asked about its answer. */
const mostListed = 5000;

/** Items that are named in one question. */
const namedAtOnce = 1000;

/** Rows that Lance is asked for at most before all that match are compared. */
const mostAsked = 10_000;

/** Looks for neighbours in the table itself, as long as its vectors are not in memory. */
export async function searchTable(
  table: Searched,
  query: Float32Array,
  limit: number,
  filter?: ItemFilter,
): Promise<TableFound> {
  if (!filter) {
    const near = rowsOf(await table.nearest([...query], { limit }));
    return { near, path: 'exact', candidates: near.length, matching: undefined };
  }
  const matching = await filter.count(mostListed);
  const found = matching < mostListed ? undefined : await keepMatching(table, query, limit, filter);
  return { ...(found ?? (await compareMatching(table, query, limit, filter))), matching };
}

/** The nearest of all rows that match; undefined where too few of the nearest do. */
async function keepMatching(
  table: Searched,
  query: Float32Array,
  limit: number,
  filter: ItemFilter,
): Promise<NearestFound | undefined> {
  for (let asked = limit * 4; asked <= mostAsked; asked *= 4) {
    const named = rowsOf(await table.nearest([...query], { limit: asked }));
    const matching = await filter.among([...new Set(named.map(({ item }) => item))]);
    const near = named.filter(({ item }) => matching.has(item));
    if (near.length >= limit || named.length < asked) {
      return { near: near.slice(0, limit), path: 'exact', candidates: named.length };
    }
  }
  return undefined;
}

async function compareMatching(
  table: Searched,
  query: Float32Array,
  limit: number,
  filter: ItemFilter,
): Promise<NearestFound> {
  const items = await filter.list();
  let near: NearRow[] = [];
  for (let start = 0; start < items.length; start += namedAtOnce) {
    const named = items.slice(start, start + namedAtOnce);
    const found = rowsOf(await table.nearest([...query], { limit, items: named }));
    near = [...near, ...found].toSorted((a, b) => b.cosine - a.cosine).slice(0, limit);
  }
  return { near, path: 'exact-over-filter', candidates: items.length };
}

function rowsOf(found: readonly Near[]): NearRow[] {
  return found.map(({ record: { item, part }, cosine }) => ({ item, part, cosine }));
}
