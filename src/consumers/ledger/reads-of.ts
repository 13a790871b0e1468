import type { ConsumerReads } from '../../contracts/consumers.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { beginOf, type Period } from './period.ts';

/** What a consumer read in a period, each version by itself, what it reads most first. */
export async function readsOf(
  db: Database,
  consumer: string,
  period: Period,
): Promise<ConsumerReads['signals']> {
  const rows = await db
    .selectFrom('ledger')
    .select(({ fn }) => [
      'signal',
      'version',
      fn.sum<string>('reads').as('reads'),
      fn.sum<string>('items').as('items'),
      fn.max('last_at').as('last_at'),
    ])
    .where('consumer', '=', consumer)
    .where('hour', '>=', beginOf(period))
    .groupBy(['signal', 'version'])
    .orderBy('signal')
    .orderBy('version')
    .execute();
  return rows
    .map(({ signal, version, reads, items, last_at }) => ({
      signal,
      version,
      reads: Number(reads),
      items: Number(items),
      lastAt: last_at.toISOString(),
    }))
    .toSorted((a, b) => b.reads - a.reads);
}
