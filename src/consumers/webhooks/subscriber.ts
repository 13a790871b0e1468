import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { conflict, notFound } from '../../base/errors.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Declaration } from '../principal.ts';

/** The consumer of a webhook, as far as its events depend on it. */
export interface Subscriber {
  readonly name: string;
  /** Undefined for the installation's own consumers, which see everything. */
  readonly declared: readonly Declaration[] | undefined;
  readonly isRetired: boolean;
}

/** @throws not-found `no-consumer` */
export async function getSubscriber(db: Database, name: string): Promise<Subscriber> {
  const row = await db
    .selectFrom('consumers')
    .select(({ selectFrom }) => [
      'built_in',
      'retired_at',
      jsonArrayFrom(
        selectFrom('consumer_signals').select(['signal', 'version']).where('consumer', '=', name),
      ).as('declared'),
    ])
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) {
    throw notFound(
      'no-consumer',
      `There is no consumer ${JSON.stringify(name.slice(0, 100))}. Register it: understory consumers add NAME`,
    );
  }
  const declared = row.built_in ? undefined : row.declared;
  return { name, declared, isRetired: row.retired_at !== null };
}

/** @throws conflict `consumer-retired` */
export function requireActive({ name, isRetired }: Subscriber): void {
  if (!isRetired) return;
  throw conflict(
    'consumer-retired',
    `${name} is retired and gets no events. Register another consumer: understory consumers add NAME`,
  );
}
