import type { Item } from '../contracts/item.ts';
import type { SignalName } from '../contracts/values.ts';
import type { InputDigests } from './due.ts';
import type { Finding } from './finding.ts';
import { finishItem, lockPending, type Finish } from './item-rows.ts';
import { storeFindings } from './records.ts';
import type { Stores } from './stores.ts';

/** An item that was computed and not stored yet. */
export interface Understood {
  readonly item: Item;
  readonly due: readonly SignalName[];
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
  return await stores.db.transaction().execute(async (db) => {
    const inputs = await lockPending(
      db,
      understood.map(({ item }) => item.id),
    );
    const current = understood.filter(
      ({ finish }) => inputs.get(finish.row.id) === finish.row.input,
    );
    await storeFindings(current, stores);
    const now = stores.clock();
    for (const { finish } of current) await finishItem(db, finish, now);
    return current;
  });
}
