import type { Item } from '../contracts/item.ts';
import { appendChanges } from '../changes/append.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { InputDigests } from './due.ts';
import type { Finding } from './finding.ts';
import { finishItems, lockPending, type BegunRow, type Finish, type Pending } from './item-rows.ts';
import { storeFindings } from './records.ts';
import { notingWrites } from './late-writes.ts';
import type { Stores } from './stores.ts';
import { valuesChanged } from './values-changed.ts';

/** An item that was computed and not stored yet. */
export interface Understood {
  readonly item: Item;
  readonly due: readonly SignalRef[];
  readonly findings: readonly Finding[];
  readonly digests: InputDigests;
  readonly finish: Finish;
}

/**
 * Stores what was computed of items and marks them finished, and gives those it did so for. Two
 * shards that hold the same item, as when a read was begun anew after its process died, store it
 * one after the other: the tables of signals would keep the rows of both, so its row is locked
 * from before they are written until it is finished. An item that was finished or changed
 * meanwhile is left as it is.
 */
export async function commitUnderstood<Each extends Understood>(
  understood: readonly Each[],
  stores: Stores,
): Promise<readonly Each[]> {
  if (understood.length === 0) return [];
  return await notingWrites(stores, async (db, note) => {
    const pending = await lockPending(
      db,
      understood.map(({ item }) => item.id),
    );
    const current = understood.filter(
      ({ finish }) => pending.get(finish.row.id)?.input === finish.row.input,
    );
    await storeFindings(
      current.map((each) => ({ ...each, isFirst: isStillFirst(each.finish.row, pending) })),
      stores,
      note,
    );
    await appendChanges(db, valuesChanged(current));
    await finishItems(
      db,
      current.map(({ finish }) => finish),
      stores.clock(),
    );
    return current;
  });
}

/** Whether nobody has begun the item before or since, so that nothing was written of it. */
function isStillFirst(row: BegunRow, pending: Pending): boolean {
  return row.isFirst && pending.get(row.id)?.begun_by === row.begun_by;
}
