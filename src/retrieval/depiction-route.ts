import type { NearestExplanation } from '../contracts/nearest.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { ExtractionPools } from '../extraction/workers/pools.ts';
import { findLookalikes, type LookalikeQuery } from './picture-route.ts';
import { embedDepiction } from './query-embedding.ts';
import type { Ranking } from './ranking.ts';
import type { VectorStores } from './vector-stores.ts';

export interface DepictionRanking extends Ranking {
  readonly explanations: readonly NearestExplanation[];
}

/**
 * Items whose pictures, or objects in them, are nearest to what words describe; undefined where the
 * encoder of the live `image_embedding` knows no words. How near is near differs from one encoder to
 * the next, so that there is no least cosine: only the order says something.
 */
export async function rankByDepiction(
  text: string,
  wanted: LookalikeQuery,
  versions: Versions,
  stores: VectorStores,
  pools: ExtractionPools,
): Promise<DepictionRanking | undefined> {
  const ref = versions.live('image_embedding');
  const query = await embedDepiction(text, ref, { pools, registry: versions.registry });
  if (query === undefined) return undefined;
  const { found, explanations } = await findLookalikes(query, wanted, versions, stores);
  const scores = new Map(found.map(({ id, score }) => [id, score]));
  return {
    ids: [...scores.keys()],
    why: (id) => `its picture is near to the words (${(scores.get(id) ?? 0).toFixed(2)})`,
    explanations,
  };
}
