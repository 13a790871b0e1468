import type { Key } from '../../contracts/consumers.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { lockKey } from './get-key.ts';
import { keyView } from './view.ts';

/** Ends a key at once. Revoking it again changes nothing. @throws not-found `no-key` */
export async function revokeKey(db: Database, id: string, now: number): Promise<Key> {
  return await db.transaction().execute(async (transaction) => {
    const key = await lockKey(transaction, id);
    if (key.revoked_at !== null) return keyView(key, now);
    const revoked = await transaction
      .updateTable('consumer_keys')
      .set({ revoked_at: new Date(now) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return keyView(revoked, now);
  });
}
