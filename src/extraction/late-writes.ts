import type { Database } from '../storage/postgres/database.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { findDeleted } from './deletion/tombstones.ts';
import {
  forgetNoted,
  keepOrForgetNoted,
  noteWrite,
  takeNoted,
  type NotedWrite,
  type Write,
} from './noted-writes.ts';
import type { Stores } from './stores.ts';
import { readVersions } from './versions/versions.ts';

/** Told what is written before it is. */
export type NoteWrite = (write: Write) => Promise<void>;

/** Of this process: those whose transaction failed. */
const unsettled = new Set<NotedWrite>();

/**
 * Acts in a transaction, and keeps in mind what it notes to have written when that fails in the end:
 * where the connection was lost that held the items' rows, others may have stored the same items
 * before what was under way to the store arrived there. It is written down as well, for others where
 * this process dies.
 */
export async function notingWrites<T>(
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
  act: (transaction: Database, note: NoteWrite) => Promise<T>,
): Promise<T> {
  const writes: NotedWrite[] = [];
  try {
    return await db.transaction().execute(
      async (transaction) =>
        await act(transaction, async (write) => {
          writes.push(await noteWrite(write, transaction, db, clock()));
        }),
    );
  } catch (error) {
    for (const write of writes) unsettled.add(write);
    throw error;
  }
}

/**
 * Takes back what this process wrote too late: rows of items that another has stored since, and
 * those of items that are not there any more; of items that were deleted for good also out of the
 * files. What nobody else wrote stays, to be written again. A write is settled once all of that is
 * done: where a step fails, the next call begins it anew.
 */
export async function settleLateWrites(
  stores: Pick<Stores, 'db' | 'signals'>,
  graceMs?: number,
): Promise<void> {
  for (const write of unsettled) {
    await settle(write, stores, graceMs);
    await forgetNoted(stores.db, write.id);
    unsettled.delete(write);
  }
}

/**
 * As `settleLateWrites`, of all processes that died before they did: a minute after it was noted,
 * and once more after an hour, when nothing can be under way any more.
 *
 * @returns Of how many writes.
 */
export async function settleNotedWrites(
  stores: Pick<Stores, 'db' | 'signals' | 'clock'>,
  graceMs?: number,
): Promise<number> {
  const noted = await takeNoted(stores.db, stores.clock());
  for (const write of noted) {
    await settle(write, stores, graceMs);
    await keepOrForgetNoted(stores.db, write, stores.clock());
  }
  return noted.length;
}

async function settle(
  write: Write,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
  graceMs: number | undefined,
): Promise<void> {
  // What was written of a version that was dropped since has gone with it.
  const { stateOf } = await readVersions(db);
  const refs = write.refs.filter((ref) => stateOf(ref) !== 'dropped');
  const gone = await retractLate({ ...write, refs }, { db, signals });
  // What waits for readers holds no row locked. A tombstone keeps the item from coming meanwhile.
  const deleted = [...(await findDeleted(db, gone))];
  await Promise.all(
    refs.map(async (ref) => {
      const table = await tableOf(signals, ref);
      await table.erase(deleted, graceMs === undefined ? {} : { graceMs });
    }),
  );
}

/** @returns Those of the items that are not in the catalogue. */
async function retractLate(
  { refs, items, computedAt }: Write,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<string[]> {
  return await db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('items')
      .select('id')
      .where('id', 'in', ['', ...items])
      .orderBy('id')
      .forUpdate()
      .execute();
    const there = new Set(rows.map(({ id }) => id));
    const gone = items.filter((item) => !there.has(item));
    await Promise.all(
      refs.map(async (ref) => {
        const table = await tableOf(signals, ref);
        await table.retract([...there], computedAt);
        await table.retract(gone, computedAt, { alone: true });
      }),
    );
    return gone;
  });
}
