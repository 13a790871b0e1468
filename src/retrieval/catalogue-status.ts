import { sql } from 'kysely';
import type { Status } from '../contracts/api.ts';
import { versionOf } from '../contracts/signal-ref.ts';
import { signalNames } from '../contracts/values.ts';
import { listRuns } from '../extraction/read/run-view.ts';
import type { Stores } from '../extraction/stores.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import type { RecentCounts } from './recent-counts.ts';

interface ItemCounts {
  readonly items: number;
  readonly pending: number;
  readonly failed: number;
  readonly clusters: number;
}

/** How much of the catalogue is understood, by item and by signal. */
export async function catalogueStatus(
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
  recent: RecentCounts,
): Promise<Status> {
  const [counts, runs, tallies] = await Promise.all([
    recent.get('status of items', () => countItems(db)),
    listRuns(db),
    recent.get('status of signals', () => countSignals(db, signals)),
  ]);
  return {
    items: counts.items,
    pending: counts.pending,
    failed: counts.failed,
    duplicateClusters: counts.clusters,
    signals: tallies,
    running: runs.filter(({ state }) => state === 'listing' || state === 'running'),
  };
}

async function countItems(db: Stores['db']): Promise<ItemCounts> {
  const { rows } = await sql<ItemCounts>`
    select count(*)::int as items,
      count(*) filter (where state = 'pending')::int as pending,
      count(*) filter (where state = 'failed')::int as failed,
      count(distinct cluster)::int as clusters
    from items`.execute(db);
  return rows[0] ?? { items: 0, pending: 0, failed: 0, clusters: 0 };
}

async function countSignals(
  db: Stores['db'],
  signals: Stores['signals'],
): Promise<Status['signals']> {
  const versions = await readVersions(db);
  const tallies = signalNames.map(async (name) => {
    const ref = versions.live(name);
    const { version } = versionOf(ref);
    const table = await tableOf(signals, ref);
    const rows = versions.registry.findExtractor(ref)?.extractParts ? 'parts' : 'items';
    return [name, { version, ...(await table.countByStatus(rows)) }] as const;
  });
  return Object.fromEntries(await Promise.all(tallies));
}
