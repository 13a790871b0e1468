import { versionOf } from '../../contracts/signal-ref.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';

/**
 * Erases items from the tables of all versions of all signals that there are, also of those that
 * are not read or computed any more.
 *
 * @returns How many rows of each item went.
 */
export async function eraseSignals(
  items: readonly string[],
  signals: SignalStore,
  graceMs?: number,
): Promise<ReadonlyMap<string, number>> {
  const refs = await signals.listTables();
  // Each waits for its readers: together they wait as long as one.
  const erased = await Promise.all(
    refs.map(async (ref) => {
      const { name, version } = versionOf(ref);
      const table = await signals.table(name, version);
      return await table.erase(items, graceMs === undefined ? {} : { graceMs });
    }),
  );
  const rows = new Map<string, number>();
  for (const item of erased.flat()) rows.set(item, (rows.get(item) ?? 0) + 1);
  return rows;
}
