import { sql } from 'kysely';
import { hourMs, minuteMs } from '../base/durations.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Database } from '../storage/postgres/database.ts';

/** Rows that were written to the tables of signals, or begun to be. */
export interface Write {
  readonly refs: readonly SignalRef[];
  readonly items: readonly string[];
  readonly computedAt: number;
}

export interface NotedWrite extends Write {
  readonly id: string;
  readonly notedAt: number;
}

/** Most transactions are through by then; of one that is not the note is locked. */
const firstLookMs = minuteMs;

/** Whoever looks after a note has so long before another does. */
const leaseMs = 600_000;

/** By then what was under way to a store has arrived or never will. */
const lastLookMs = hourMs;

/**
 * Writes down what a transaction is about to write elsewhere, to stay where it does not commit, even
 * if this process is killed.
 *
 * @param db Beside the transaction: what is noted is there whatever becomes of that.
 */
export async function noteWrite(
  { refs, items, computedAt }: Write,
  transaction: Database,
  db: Database,
  now: number,
): Promise<NotedWrite> {
  const { id } = await db
    .insertInto('noted_writes')
    .values({
      refs: [...refs],
      items: [...items],
      computed_at: new Date(computedAt),
      noted_at: new Date(now),
      next_at: new Date(now + firstLookMs),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await forgetNoted(transaction, id);
  return { id, refs, items, computedAt, notedAt: now };
}

export async function forgetNoted(db: Database, id: string): Promise<void> {
  await db.deleteFrom('noted_writes').where('id', '=', id).execute();
}

/** Takes the notes that are to be looked after now, so that nobody else does for a while. */
export async function takeNoted(db: Database, now: number): Promise<NotedWrite[]> {
  const rows = await db
    .updateTable('noted_writes')
    .set({ next_at: new Date(now + leaseMs) })
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('noted_writes')
        .select('id')
        .where('next_at', '<=', new Date(now))
        .orderBy('id')
        .limit(100)
        // A transaction that is under way holds its own.
        .modifyEnd(sql`for update skip locked`),
    )
    .returningAll()
    .execute();
  return rows.map(({ id, refs, items, computed_at, noted_at }) => ({
    id,
    refs,
    items,
    computedAt: computed_at.getTime(),
    notedAt: noted_at.getTime(),
  }));
}

/** A note was looked after: it goes, or is looked after once more when nothing can arrive any more. */
export async function keepOrForgetNoted(
  db: Database,
  { id, notedAt }: NotedWrite,
  now: number,
): Promise<void> {
  const last = notedAt + lastLookMs;
  if (now >= last) await forgetNoted(db, id);
  else {
    const next = { next_at: new Date(last) };
    await db.updateTable('noted_writes').set(next).where('id', '=', id).execute();
  }
}
