import { conflict } from '../base/errors.ts';
import type { NewConsumer } from '../contracts/consumers.ts';
import type { Database } from '../storage/postgres/database.ts';
import { declareSignals } from './declare.ts';

/**
 * Registers who will read signals. The name of one that was retired stays taken, as the ledger
 * knows it.
 *
 * @throws conflict `consumer-exists`; input `unknown-signal`, `unknown-version` or `version-dropped`
 */
export async function registerConsumer(
  db: Database,
  { name, owner, purpose, signals }: NewConsumer,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const added = await transaction
      .insertInto('consumers')
      .values({ name, owner, purpose, created_at: new Date(now), retired_at: null })
      .onConflict((taken) => taken.column('name').doNothing())
      .returning('name')
      .executeTakeFirst();
    if (!added) {
      throw conflict(
        'consumer-exists',
        `There is, or was, a consumer ${name}. Choose another name; understory consumers show ${name} says whose it is.`,
      );
    }
    await declareSignals(transaction, name, signals);
  });
}
