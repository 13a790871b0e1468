import { sql } from 'kysely';
import { closeGate } from '../extraction/deletion/gate.ts';
import { openHash } from '../extraction/deletion/tombstones.ts';
import type { Database } from '../storage/postgres/database.ts';

/**
 * Forgets a person: their events go, and what they did until now is not taken again, however late
 * it is sent. What they do from now on is of somebody of whom nothing is known.
 *
 * @param now Milliseconds since 1970.
 * @returns How many events went.
 */
export async function forgetUser(user: string, now: number, db: Database): Promise<number> {
  const hash = await openHash(db);
  const at = new Date(now);
  return await db.transaction().execute(async (transaction) => {
    // Nobody is between having looked for this and having kept an event.
    await closeGate(transaction);
    await transaction
      .insertInto('forgotten_users')
      .values({ user_hash: hash(user), at })
      .onConflict((conflict) => conflict.column('user_hash').doUpdateSet({ at }))
      .execute();
    const { numDeletedRows } = await transaction
      .deleteFrom('engagement_events')
      .where('user_id', '=', user)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
}

/** Until when those of these people who were forgotten are. */
export async function findForgotten(
  db: Database,
  users: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const hash = await openHash(db);
  const userOf = new Map(users.map((user) => [hash(user), user]));
  const { rows } = await sql<{ user_hash: string; at: Date }>`
    select user_hash, at from forgotten_users
    where user_hash = any(${[...userOf.keys()]}::text[])`.execute(db);
  return new Map(rows.map(({ user_hash: found, at }) => [userOf.get(found) ?? '', at]));
}
