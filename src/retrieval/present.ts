import type { Hit, SearchResults } from '../contracts/api.ts';
import type { Box } from '../contracts/box.ts';
import type { NearestExplanation } from '../contracts/nearest.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import type { Database } from '../storage/postgres/database.ts';
import { findCards } from './card.ts';
import type { Filters } from './condition.ts';

export interface SearchOptions {
  readonly limit: number;
  /** Show unsafe items too. */
  readonly unsafe: boolean;
  /** Which items may be found. */
  readonly filters?: Filters | undefined;
  /** Say how neighbours were looked for. */
  readonly explain?: boolean | undefined;
}

/** What a route found, before it is dressed for showing. */
export type Candidate = Pick<Hit, 'id' | 'score' | 'why'> & { readonly box?: Box };

/** How candidates were found: in words, and by which versions of signals. */
export interface Found {
  readonly route: string;
  readonly refs: readonly SignalRef[];
  readonly explanations: readonly NearestExplanation[];
}

/** Candidates as hits, in their order, without those that are unsafe or gone. */
export async function presentHits(
  candidates: readonly Candidate[],
  { route, refs, explanations }: Found,
  { limit, unsafe, explain = false }: SearchOptions,
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
  const versions = Object.fromEntries(refs.map(versionOf).map((ref) => [ref.name, ref.version]));
  return {
    results: results.slice(0, limit),
    route,
    versions,
    tookMs: performance.now() - begun,
    ...(explain && { explain: [...explanations] }),
  };
}
