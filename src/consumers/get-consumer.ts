import type { Selectable } from 'kysely';
import { conflict, notFound, type UnderstoryError } from '../base/errors.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { ConsumersTable } from '../storage/postgres/tables/consumers.ts';

export type ConsumerRow = Selectable<ConsumersTable>;

/** @throws not-found `no-consumer` */
export async function getConsumerRow(db: Database, name: string): Promise<ConsumerRow> {
  const row = await db
    .selectFrom('consumers')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (row) return row;
  throw notFound(
    'no-consumer',
    `There is no consumer ${JSON.stringify(name.slice(0, 100))}. understory consumers lists them; understory consumers add registers one.`,
  );
}

export function retired({ name, retired_at }: ConsumerRow, therefore: string): UnderstoryError {
  return conflict(
    'consumer-retired',
    `${name} was retired on ${retired_at?.toISOString() ?? 'an unknown day'} and ${therefore}. Register another: understory consumers add NAME`,
  );
}
