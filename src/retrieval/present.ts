import type { Hit, SearchResults } from '../contracts/api.ts';
import type { Box } from '../contracts/box.ts';
import type { Database } from '../storage/postgres/database.ts';
import { findCards } from './card.ts';

export interface SearchOptions {
  readonly limit: number;
  /** Show unsafe items too. */
  readonly unsafe: boolean;
}

/** What a route found, before it is dressed for showing. */
export type Candidate = Pick<Hit, 'id' | 'score' | 'why'> & { readonly box?: Box };

/** Candidates as hits, in their order, without those that are unsafe or gone. */
export async function presentHits(
  candidates: readonly Candidate[],
  route: string,
  { limit, unsafe }: SearchOptions,
  db: Database,
  begun: number,
): Promise<SearchResults> {
  const cards = await findCards(
    db,
    candidates.map(({ id }) => id),
  );
  const results = candidates.flatMap(({ id, score, why, box }): Hit[] => {
    const card = cards.get(id);
    if (!card || (card.safety === 'unsafe' && !unsafe)) return [];
    return [{ ...card, score: Math.min(1, score), why, box: box ?? null }];
  });
  return { results: results.slice(0, limit), route, tookMs: performance.now() - begun };
}
