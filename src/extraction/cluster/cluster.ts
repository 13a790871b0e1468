import { sql } from 'kysely';
import { starClusters, type Edge } from '../../signals/near-duplicates/clusters.ts';
import { nearDuplicatesContract } from '../../signals/near-duplicates.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Stores } from '../stores.ts';
import { withClusterLock } from './cluster-lock.ts';
import { workInThreads, type EdgeWork } from './edge-work.ts';
import { findEdges } from './find-edges.ts';
import {
  findLeft,
  findMovedContents,
  loadAffected,
  loadRepresentatives,
  replaceEdges,
  unmark,
} from './graph.ts';
import { storeClusters } from './store-clusters.ts';

/**
 * Finds the near-duplicates of all items that were computed since the last time, and makes anew
 * the clusters that they, and items that went, touch. Only one process may do so at a time; another
 * may take items out meanwhile (`clusterWithout`). A process that is killed has lost nothing: what it
 * marked and had not finished is done again.
 */
export async function clusterNearDuplicates(
  stores: Stores,
  openWork: () => EdgeWork = workInThreads,
): Promise<void> {
  const { db } = stores;
  const computed = await findComputed(db);
  const { moved, gone } = await findMovedContents(db);
  if (computed.length === 0 && moved.length === 0 && gone.length === 0) return;
  const searched = [...new Set(computed.flatMap(({ content }) => content ?? []))];
  const edges = await edgesOfAll(searched, stores, openWork);
  const without = computed.filter(({ content }) => content === null).map(({ id }) => id);
  await withClusterLock(db, async () => {
    await replaceEdges(db, edges, { searched, moved, gone });
    await remakeClusters(stores, without);
    await markComputed(db, computed);
  });
}

/**
 * Makes anew the clusters that contents without some items touch: those that `contents` are of,
 * whose items went, and those that are near them.
 */
export async function clusterWithout(contents: readonly string[], stores: Stores): Promise<void> {
  const { db } = stores;
  await withClusterLock(db, async () => {
    await replaceEdges(db, [], { searched: [], ...(await findLeft(db, contents)) });
    await remakeClusters(stores, []);
  });
}

/**
 * Only who holds the lock may do so.
 *
 * @param without Items that show nothing, and so are in no cluster.
 */
async function remakeClusters(stores: Stores, without: readonly string[]): Promise<void> {
  const affected = await loadAffected(stores.db);
  const items = [...affected.itemsOf.values()].flat();
  await storeClusters(
    [...items, ...without],
    starClusters(affected.edges, affected.itemsOf),
    stores,
  );
  await unmark(stores.db, affected.itemsOf);
}

async function edgesOfAll(
  searched: readonly string[],
  stores: Stores,
  openWork: () => EdgeWork,
): Promise<Edge[]> {
  if (searched.length === 0) return [];
  const representatives = await loadRepresentatives(stores.db);
  const work = openWork();
  try {
    return await findEdges(searched, representatives, stores, work);
  } finally {
    await work.close();
  }
}

interface Computed {
  readonly id: string;
  readonly content: string | null;
  /** What it was computed from, when, and by what its clusters are found. */
  readonly seen: string;
}

async function findComputed(db: Database): Promise<Computed[]> {
  const { version } = nearDuplicatesContract;
  const { rows } = await sql<Computed>`
    select id, content, seen from (
      select id, content, clustered_input,
        concat_ws(' ', ${version}::text, done_input, extract(epoch from computed_at)) as seen
      from items where done_input is not null
    ) as done
    where clustered_input is distinct from seen`.execute(db);
  return rows;
}

/** An item that was computed again meanwhile stays to be looked at the next time. */
async function markComputed(db: Database, computed: readonly Computed[]): Promise<void> {
  await sql`
    update items set clustered_input = made.seen
    from unnest(${computed.map(({ id }) => id)}::text[], ${computed.map(({ seen }) => seen)}::text[])
      as made (id, seen)
    where items.id = made.id`.execute(db);
}
