import { seededRandom } from '../../base/random.ts';
import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import type { Trace } from '../pipeline/trace.ts';
import { joinCandidates, type HomeCandidate } from './home-candidate.ts';
import { findBest } from './routes/best.ts';
import { findByTopics } from './routes/by-topics.ts';
import { explore } from './routes/explore.ts';
import { findFresh } from './routes/fresh.ts';
import { findNearInterests } from './routes/near-interests.ts';
import type { HomeRequest, HomeSession } from './session.ts';
import type { UserInterest } from './user-model.ts';
import type { UserModels } from './user-models.ts';

/** How many candidates each route looks for: all pages of a feed are made of them. */
const wanted = { interest: 240, topic: 200, best: 240, fresh: 60, exploration: 60 } as const;

export interface FoundForHome {
  readonly candidates: readonly HomeCandidate[];
  readonly explanations: readonly NearestExplanation[];
}

/**
 * Candidates of every route that has something to go by: interests, chosen topics, what is new, and
 * chance; where neither interests nor topics are known, the best there is.
 */
export async function findCandidates(
  drawn: readonly UserInterest[],
  { topics }: HomeRequest,
  { seed, upTo }: HomeSession,
  versions: Versions,
  stores: VectorStores & { readonly models: UserModels },
  trace: Trace,
): Promise<FoundForHome> {
  const { db } = stores;
  const explanations: NearestExplanation[] = [];
  const found: HomeCandidate[] = [];
  const take = async (name: string, find: () => Promise<readonly HomeCandidate[]>) => {
    found.push(...(await trace.step(['candidates', name], [], find)));
  };
  if (drawn.length > 0) {
    await take('interests', async () => {
      const near = await findNearInterests(drawn, wanted.interest, versions, stores);
      explanations.push(...near.explanations);
      return near.candidates;
    });
  }
  if (topics.length > 0) await take('topics', () => findByTopics(topics, wanted.topic, db));
  if (found.length === 0) await take('best', () => findBest(wanted.best, db));
  await take('fresh', () => findFresh(wanted.fresh, upTo, db));
  await take('exploration', () => explore(wanted.exploration, seededRandom(seed), upTo, db));
  return { candidates: joinCandidates(found), explanations };
}
