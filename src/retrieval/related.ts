import type { SearchResults } from '../contracts/api.ts';
import type { Stores } from '../extraction/stores.ts';
import { readVersions, type Versions } from '../extraction/versions/versions.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { comparedBy, findLookalikes } from './picture-route.ts';
import { presentHits, type SearchOptions } from './present.ts';
import { fuseRankings, type Ranking } from './ranking.ts';
import { requireItem } from './require-item.ts';
import { rankByMeaning } from './text-route.ts';

/** Candidates of each route for one result: some are copies, unsafe, or of one route only. */
const reach = 4;

/**
 * Items that look like one or whose text means something alike, joined by rank. Near-duplicates of
 * the item are left out, and of each other's copies only the best stays.
 *
 * @throws not-found `no-item`
 */
export async function findRelated(
  id: string,
  options: SearchOptions,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<SearchResults> {
  const begun = performance.now();
  const { cluster } = await requireItem(id, db);
  const versions = await readVersions(db);
  const limit = options.limit * reach;
  const [looks, meaning] = await Promise.all([
    rankByLooks(id, limit, versions, signals),
    rankByText(id, limit, versions, signals),
  ]);
  const rankings = [looks, meaning].filter((ranking) => ranking !== undefined);
  const fused = fuseRankings(rankings).filter((candidate) => candidate.id !== id);
  const clusters = await clustersOf(
    fused.map((candidate) => candidate.id),
    db,
  );
  const seen = new Set(cluster === null ? [] : [cluster]);
  const distinct = fused.filter((candidate) => {
    const own = clusters.get(candidate.id);
    if (own === undefined) return true;
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
  const route = [looks && 'looks', meaning && 'meaning of the text'].filter(Boolean).join(' and ');
  const refs = [
    ...(looks ? comparedBy(versions) : []),
    ...(meaning ? [versions.live('text_embedding')] : []),
  ];
  const how = { route: route || 'nothing to compare by', refs };
  return await presentHits(distinct, how, options, db, begun);
}

async function rankByLooks(
  id: string,
  limit: number,
  versions: Versions,
  signals: Stores['signals'],
): Promise<Ranking | undefined> {
  const space = versions.live('image_embedding');
  const table = await tableOf(signals, space);
  const own = (await table.recordsOf([id])).find(({ part }) => part === '');
  if (!own?.value) return undefined;
  const query = { space, vector: own.value.vector };
  const found = await findLookalikes(query, limit, versions, signals);
  const scores = new Map(found.map((candidate) => [candidate.id, candidate.score]));
  return {
    ids: [...scores.keys()].filter((candidate) => candidate !== id),
    why: (candidate) => `it looks alike (${(scores.get(candidate) ?? 0).toFixed(2)})`,
  };
}

async function rankByText(
  id: string,
  limit: number,
  versions: Versions,
  signals: Stores['signals'],
): Promise<Ranking | undefined> {
  const space = versions.live('text_embedding');
  const table = await tableOf(signals, space);
  const own = (await table.recordsOf([id])).find(({ part }) => part === '');
  if (!own?.value) return undefined;
  const query = { space, vector: own.value.vector };
  const ranking = await rankByMeaning(query, limit, versions, signals);
  return { ...ranking, ids: ranking.ids.filter((candidate) => candidate !== id) };
}

async function clustersOf(ids: readonly string[], db: Stores['db']) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await db
    .selectFrom('items')
    .select(['id', 'cluster'])
    .where('id', 'in', ids)
    .where('cluster', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, cluster }) => [id, cluster ?? '']));
}
