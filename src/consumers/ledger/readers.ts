import type { SignalReaders } from '../../contracts/consumers.ts';
import type { SignalName } from '../../contracts/values.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { beginOf, type Period } from './period.ts';

type Reader = SignalReaders['readers'][number];

export interface ReadOf {
  readonly signal: SignalName;
  /** Undefined for all versions. */
  readonly version?: number | undefined;
}

/**
 * Who read a signal in a period, each version by itself, who reads it most first; after all others
 * this installation's own, `console` and `cli`.
 */
export async function readersOf(
  db: Database,
  { signal, version }: ReadOf,
  period: Period,
): Promise<Reader[]> {
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('consumers', 'consumers.name', 'ledger.consumer')
    .select(({ fn }) => [
      'ledger.consumer',
      'consumers.owner',
      'consumers.built_in',
      'version',
      fn.sum<string>('reads').as('reads'),
      fn.sum<string>('items').as('items'),
      fn.max('last_at').as('last_at'),
    ])
    .where('signal', '=', signal)
    .where('hour', '>=', beginOf(period))
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .groupBy(['ledger.consumer', 'consumers.owner', 'consumers.built_in', 'version'])
    .execute();
  return rows
    .map((row) => ({
      consumer: row.consumer,
      owner: row.owner,
      builtIn: row.built_in,
      version: row.version,
      reads: Number(row.reads),
      items: Number(row.items),
      lastAt: row.last_at.toISOString(),
    }))
    .toSorted(
      (a, b) => Number(a.builtIn) - Number(b.builtIn) || b.reads - a.reads || a.version - b.version,
    );
}

/** Consumers that say they use a signal, those that were retired left out. */
export async function declaredBy(
  db: Database,
  signal: SignalName,
): Promise<SignalReaders['declared']> {
  return await db
    .selectFrom('consumer_signals')
    .innerJoin('consumers', 'consumers.name', 'consumer_signals.consumer')
    .select(['consumer', 'owner', 'version'])
    .where('signal', '=', signal)
    .where('retired_at', 'is', null)
    .orderBy('consumer')
    .orderBy('version')
    .execute();
}
