import type { SignalRef } from '../contracts/signal-ref.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { findDeleted } from './deletion/tombstones.ts';
import type { Stores } from './stores.ts';
import { readVersions } from './versions/versions.ts';

/** Rows that this process wrote, or has begun to. */
export interface Write {
  readonly refs: readonly SignalRef[];
  readonly items: readonly string[];
  readonly computedAt: number;
}

export type NoteWrite = (write: Write) => void;

/** Of this process: those whose transaction failed. */
const unsettled = new Set<Write>();

/**
 * Acts, and keeps in mind what it notes to have written when it fails in the end: where the
 * connection was lost that held the items' rows, others may have stored the same items before what
 * was under way to the store arrived there.
 */
export async function notingWrites<T>(act: (note: NoteWrite) => Promise<T>): Promise<T> {
  const writes: Write[] = [];
  try {
    return await act((write) => {
      writes.push(write);
    });
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
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
  graceMs?: number,
): Promise<void> {
  for (const write of unsettled) {
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
    unsettled.delete(write);
  }
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
