import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Consumer, ConsumerDetail } from '../contracts/consumers.ts';
import type { Database } from '../storage/postgres/database.ts';
import { declarationText } from './declaration.ts';
import { getConsumerRow, type ConsumerRow } from './get-consumer.ts';
import { limitsOf } from './limits/limits-of.ts';
import { keyView } from './keys/view.ts';
import type { Declaration } from './principal.ts';

/** Every consumer by name, those that were retired among them. */
export async function listConsumers(db: Database): Promise<Consumer[]> {
  const rows = await consumersWithUse(db).orderBy('name').execute();
  return rows.map(consumerView);
}

/** @throws not-found `no-consumer` */
export async function getConsumer(
  db: Database,
  name: string,
  now: number,
): Promise<ConsumerDetail> {
  await getConsumerRow(db, name);
  const [consumer, keys] = await Promise.all([
    consumersWithUse(db).where('name', '=', name).executeTakeFirstOrThrow(),
    db
      .selectFrom('consumer_keys')
      .selectAll()
      .where('consumer', '=', name)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  ]);
  return { ...consumerView(consumer), keys: keys.map((key) => keyView(key, now)) };
}

function consumersWithUse(db: Database) {
  return db
    .selectFrom('consumers')
    .selectAll()
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('consumer_signals')
          .select(['signal', 'version'])
          .whereRef('consumer', '=', 'consumers.name')
          .orderBy('signal')
          .orderBy('version'),
      ).as('declared'),
      selectFrom('ledger')
        .select(({ fn }) => fn.max('last_at').as('last'))
        .whereRef('consumer', '=', 'consumers.name')
        .as('last_read_at'),
    ]);
}

interface ConsumerWithUse extends ConsumerRow {
  readonly declared: readonly Declaration[];
  readonly last_read_at: Date | null;
}

function consumerView(row: ConsumerWithUse): Consumer {
  return {
    name: row.name,
    owner: row.owner,
    purpose: row.purpose,
    builtIn: row.built_in,
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
    signals: row.declared.map(declarationText),
    limits: limitsOf(row),
    lastReadAt: row.last_read_at?.toISOString() ?? null,
  };
}
