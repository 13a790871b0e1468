import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/** Any number that all processes agree on. */
const lock = 2_884_170_563;

const pollMs = 50;

/**
 * Acts while no other process changes the graph of near contents or writes clusters made of it;
 * PostgreSQL drops the lock of a process that dies.
 */
export async function withClusterLock<Value>(
  db: Database,
  act: () => Promise<Value>,
): Promise<Value> {
  return await db.connection().execute(async (connection) => {
    const isLocked = async () => {
      const { rows } = await sql<{ locked: boolean }>`
        select pg_try_advisory_lock(${lock}::bigint) as locked`.execute(connection);
      return rows[0]?.locked ?? false;
    };
    while (!(await isLocked())) await sleep(pollMs);
    try {
      return await act();
    } finally {
      await sql`select pg_advisory_unlock(${lock}::bigint)`.execute(connection);
    }
  });
}
