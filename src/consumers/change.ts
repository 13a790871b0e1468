import { forbidden } from '../base/errors.ts';
import type { ConsumerChange } from '../contracts/consumers.ts';
import type { Database } from '../storage/postgres/database.ts';
import { declareSignals } from './declare.ts';
import { getConsumerRow, retired } from './get-consumer.ts';

/**
 * Changes what is given of a consumer; `signals` replaces all that it declared.
 *
 * @throws input `unknown-signal`, `unknown-version` or `version-dropped`; not-found `no-consumer`; conflict
 *   `consumer-retired`; forbidden `built-in-consumer`
 */
export async function changeConsumer(
  db: Database,
  name: string,
  { owner, purpose, signals, limits }: ConsumerChange,
): Promise<void> {
  const row = await getConsumerRow(db, name);
  if (row.built_in) {
    throw forbidden(
      'built-in-consumer',
      `${name} is this installation's own: it reads every signal and cannot be changed.`,
    );
  }
  if (row.retired_at !== null) throw retired(row, 'cannot be changed');
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('consumers')
      .set({
        owner: owner ?? row.owner,
        purpose: purpose ?? row.purpose,
        ...(limits?.requestsPerSecond !== undefined && {
          requests_per_second: limits.requestsPerSecond,
        }),
        ...(limits?.itemsPerDay !== undefined && { items_per_day: limits.itemsPerDay }),
      })
      .where('name', '=', name)
      .execute();
    if (signals) await declareSignals(transaction, name, signals);
  });
}
