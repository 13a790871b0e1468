import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import type { Filters } from '../../retrieval/condition.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import type { Candidate } from '../pipeline/candidate.ts';
import type { Anchor } from './anchor.ts';

export interface RouteQuery {
  readonly anchor: Anchor;
  /** The most candidates that are wanted. */
  readonly limit: number;
  readonly filters?: Filters | undefined;
}

/** What routes look with. */
export interface RouteParts {
  readonly versions: Versions;
  readonly stores: VectorStores;
  /** To embed words with; without it what needs them is left out. */
  readonly online?: Asking['online'] | undefined;
}

/** What a route found, and by which versions. */
export interface RouteFound {
  /** Best first, the item itself perhaps among them. */
  readonly candidates: readonly Candidate[];
  readonly refs: readonly SignalRef[];
  readonly explanations: readonly NearestExplanation[];
}

/** Looks for candidates in one way; undefined where the item has nothing to look by. */
export type FindRoute = (query: RouteQuery, parts: RouteParts) => Promise<RouteFound | undefined>;

/** A candidate with what its route says of it. */
export function foundBy(
  name: string,
  signal: SignalRef | null,
  { id, value, why, ...rest }: Pick<Candidate, 'id' | 'box'> & { value: number; why: string },
): Candidate {
  return {
    id,
    score: value,
    why: [why],
    scores: [{ stage: 'candidates', name, value, signal }],
    rules: [],
    ...rest,
  };
}
