import { appendChanges } from '../../changes/append.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Item } from '../../contracts/item.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { InputDigests } from '../due.ts';
import type { Finding } from '../finding.ts';
import { notingWrites } from '../late-writes.ts';
import { loadHeads, storeFindings } from '../records.ts';
import type { Stores } from '../stores.ts';
import { valuesChanged } from '../values-changed.ts';
import { refreshSummaries } from './summaries.ts';

/** What a backfill computed of one item, and the input of the item that it was computed from. */
export interface BackfilledItem {
  readonly item: Pick<Item, 'id'>;
  readonly input: string;
  readonly due: readonly SignalRef[];
  readonly findings: readonly Finding[];
  readonly digests: InputDigests;
}

/**
 * Stores what was computed of items that are still as they were; the others are computed with the
 * fresh content that they are now. The rows of the items are locked meanwhile, so that whoever
 * computes the same items stores before or after.
 *
 * @returns How many items were stored.
 */
export async function storeBackfilled(
  computed: readonly BackfilledItem[],
  stores: Stores,
): Promise<number> {
  if (computed.length === 0) return 0;
  return await notingWrites(stores, async (db, note) => {
    const inputs = await lockSettled(
      db,
      computed.map(({ item }) => item.id),
    );
    const current = computed.filter(({ item, input }) => inputs.get(item.id) === input);
    const refs = [...new Set(current.flatMap(({ due }) => due))];
    const ids = current.map(({ item }) => item.id);
    const heads = await loadHeads(ids, refs, stores);
    const isFirst = (id: string) => (heads.get(id)?.size ?? 0) === 0;
    await storeFindings(
      current.map((each) => ({ ...each, isFirst: isFirst(each.item.id) })),
      stores,
      note,
    );
    await appendChanges(db, valuesChanged(current));
    await refreshSummaries(ids, refs, { ...stores, db });
    return current.length;
  });
}

async function lockSettled(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'input'])
    .where('id', 'in', ids)
    .where('state', '!=', 'pending')
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ id, input }) => [id, input]));
}
