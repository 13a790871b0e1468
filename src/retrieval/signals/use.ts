import { beginOf, type Period } from '../../consumers/ledger/period.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** How much a signal is read by others: this installation's own, `console` and `cli`, are left out. */
export interface Use {
  /** Consumers that read it. */
  readonly readers: number;
  /** Their reads of all versions. */
  readonly reads: number;
}

/** The use of every signal that others read in a period. */
export async function readUse(db: Database, period: Period): Promise<ReadonlyMap<string, Use>> {
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('consumers', 'consumers.name', 'ledger.consumer')
    .select(({ fn }) => [
      'signal',
      fn.sum<string>('reads').as('reads'),
      fn.count<string>('ledger.consumer').distinct().as('readers'),
    ])
    .where('consumers.built_in', '=', false)
    .where('hour', '>=', beginOf(period))
    .groupBy('signal')
    .execute();
  return new Map(
    rows.map(({ signal, readers, reads }) => [
      signal,
      { readers: Number(readers), reads: Number(reads) },
    ]),
  );
}
