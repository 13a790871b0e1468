import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/** Any number that all processes agree on. */
const gate = 6_120_944_287;

/**
 * What is written between here and the end of the transaction and holds something of an item is
 * either seen by the deletion of that item, or sees its tombstone: the two take turns. Taken before
 * any row is locked, and never by a connection whose work another waits for while it holds rows.
 */
export async function passGate(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${gate}::bigint)`.execute(transaction);
}

/** Waits until all who passed are done, and lets nobody pass until the transaction ends. */
export async function closeGate(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${gate}::bigint)`.execute(transaction);
}
