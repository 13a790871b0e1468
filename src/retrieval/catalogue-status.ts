import { sql } from 'kysely';
import type { Status } from '../contracts/api.ts';
import { signalNames } from '../contracts/values.ts';
import { listRuns } from '../extraction/read/run-view.ts';
import type { Stores } from '../extraction/stores.ts';
import { contractOf, findExtractor } from '../signals/table.ts';

/** How much of the catalogue is understood, by item and by signal. */
export async function catalogueStatus({
  db,
  signals,
}: Pick<Stores, 'db' | 'signals'>): Promise<Status> {
  const [{ rows }, runs, tallies] = await Promise.all([
    sql<{ items: number; pending: number; failed: number; clusters: number }>`
      select count(*)::int as items,
        count(*) filter (where state = 'pending')::int as pending,
        count(*) filter (where state = 'failed')::int as failed,
        count(distinct cluster)::int as clusters
      from items`.execute(db),
    listRuns(db),
    Promise.all(
      signalNames.map(async (name) => {
        const { version } = contractOf(name);
        const table = await signals.table(name, version);
        const rows = findExtractor(name)?.extractParts ? 'parts' : 'items';
        return [name, { version, ...(await table.countByStatus(rows)) }] as const;
      }),
    ),
  ]);
  const counts = rows[0] ?? { items: 0, pending: 0, failed: 0, clusters: 0 };
  return {
    items: counts.items,
    pending: counts.pending,
    failed: counts.failed,
    duplicateClusters: counts.clusters,
    signals: Object.fromEntries(tallies),
    running: runs.filter(({ state }) => state === 'listing' || state === 'running'),
  };
}
