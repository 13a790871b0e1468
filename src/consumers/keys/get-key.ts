import type { Selectable } from 'kysely';
import { notFound } from '../../base/errors.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ConsumerKeysTable } from '../../storage/postgres/tables/consumers.ts';

/** The row of a key, held for this transaction. @throws not-found `no-key` */
export async function lockKey(
  transaction: Database,
  id: string,
): Promise<Selectable<ConsumerKeysTable>> {
  const row = await transaction
    .selectFrom('consumer_keys')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row) return row;
  throw notFound(
    'no-key',
    `There is no key ${id.slice(0, 100)}. A key's id is the part of it between und_ and the next _; understory consumers show NAME lists those of a consumer.`,
  );
}
