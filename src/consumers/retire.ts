import { forbidden } from '../base/errors.ts';
import type { Database } from '../storage/postgres/database.ts';
import { getConsumerRow } from './get-consumer.ts';

/**
 * Ends a consumer: its keys are revoked and it no longer holds any version. The ledger keeps what
 * it read. Retiring it again changes nothing.
 *
 * @throws not-found `no-consumer`; forbidden `built-in-consumer`
 */
export async function retireConsumer(db: Database, name: string, now: number): Promise<void> {
  const row = await getConsumerRow(db, name);
  if (row.built_in) {
    throw forbidden(
      'built-in-consumer',
      `${name} is this installation's own and cannot be retired.`,
    );
  }
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('consumers')
      .set({ retired_at: new Date(now) })
      .where('name', '=', name)
      .where('retired_at', 'is', null)
      .execute();
    await transaction
      .updateTable('consumer_keys')
      .set({ revoked_at: new Date(now) })
      .where('consumer', '=', name)
      .where('revoked_at', 'is', null)
      .execute();
  });
}
