import { beginOf, type Period } from '../../consumers/ledger/period.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** How much a signal is read. */
export interface Use {
  /** Consumers that read it, the owner's own left out. */
  readonly readers: number;
  /** Reads of all, in all versions. */
  readonly reads: number;
}

/** The use of every signal that was read in a period. */
export async function readUse(db: Database, period: Period): Promise<ReadonlyMap<string, Use>> {
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('consumers', 'consumers.name', 'ledger.consumer')
    .select(({ fn }) => [
      'signal',
      fn.sum<string>('reads').as('reads'),
      fn
        .count<string>('ledger.consumer')
        .distinct()
        .filterWhere('consumers.built_in', '=', false)
        .as('readers'),
    ])
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
