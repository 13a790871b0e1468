import type { SearchResults } from '../contracts/api.ts';
import type { NearestExplanation } from '../contracts/nearest.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Stores } from '../extraction/stores.ts';
import { readVersions, type Versions } from '../extraction/versions/versions.ts';
import type { Embedding } from '../signals/embedding.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { filterOf } from './indexes/item-filter.ts';
import { comparedBy, findLookalikes, type LookalikeQuery } from './picture-route.ts';
import { presentHits, type SearchOptions } from './present.ts';
import { fuseRankings, type Ranking } from './ranking.ts';
import { requireItem } from './require-item.ts';
import { rankByMeaning } from './text-route.ts';
import type { VectorStores } from './vector-stores.ts';

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
  stores: VectorStores,
): Promise<SearchResults> {
  const begun = performance.now();
  const { db } = stores;
  const { cluster } = await requireItem(id, db);
  const versions = await readVersions(db);
  const { filters } = options;
  const wanted = { limit: options.limit * reach, filter: filters && filterOf(filters, db) };
  const [looks, meaning] = await Promise.all([
    rankByLooks(id, wanted, versions, stores),
    rankByText(id, wanted, versions, stores),
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
  const explanations = rankings.flatMap((ranking) => ranking.explanations);
  const how = { route: route || 'nothing to compare by', refs, explanations };
  return await presentHits(distinct, how, options, db, begun);
}

interface ExplainedRanking extends Ranking {
  readonly explanations: readonly NearestExplanation[];
}

async function rankByLooks(
  id: string,
  wanted: LookalikeQuery,
  versions: Versions,
  stores: VectorStores,
): Promise<ExplainedRanking | undefined> {
  const query = await findOwnEmbedding(id, versions.live('image_embedding'), stores);
  if (!query) return undefined;
  const { found, explanations } = await findLookalikes(query, wanted, versions, stores);
  const scores = new Map(found.map((candidate) => [candidate.id, candidate.score]));
  return {
    ids: [...scores.keys()].filter((candidate) => candidate !== id),
    why: (candidate) => `it looks alike (${(scores.get(candidate) ?? 0).toFixed(2)})`,
    explanations,
  };
}

async function rankByText(
  id: string,
  wanted: LookalikeQuery,
  versions: Versions,
  stores: VectorStores,
): Promise<ExplainedRanking | undefined> {
  const query = await findOwnEmbedding(id, versions.live('text_embedding'), stores);
  if (!query) return undefined;
  const { ids, why, explanation } = await rankByMeaning(query, wanted, versions, stores.indexes);
  return {
    ids: ids.filter((candidate) => candidate !== id),
    why,
    explanations: [explanation],
  };
}

async function findOwnEmbedding(
  id: string,
  space: SignalRef<'image_embedding' | 'text_embedding'>,
  { signals }: Pick<VectorStores, 'signals'>,
): Promise<Embedding | undefined> {
  const table = await tableOf(signals, space);
  const own = (await table.recordsOf([id])).find(({ part }) => part === '');
  return own?.value ? { space, vector: own.value.vector } : undefined;
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
