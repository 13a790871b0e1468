import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { RelatedMode } from '../../contracts/related.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Trace } from '../pipeline/trace.ts';
import type { Route } from '../stages/fuse.ts';
import type { RouteParts, RouteQuery } from './find-route.ts';
import { routes, weights, type RouteName } from './weights.ts';

export interface TakenRoutes {
  readonly routes: readonly Route[];
  /** What they went by, in words. */
  readonly words: readonly string[];
  readonly refs: readonly SignalRef[];
  readonly explanations: readonly NearestExplanation[];
}

/** Looks in all the ways of a mode at once; those that the item has nothing for are left out. */
export async function takeRoutes(
  by: RelatedMode,
  query: RouteQuery,
  parts: RouteParts,
  trace: Trace,
): Promise<TakenRoutes> {
  const names = Object.keys(weights[by]) as RouteName[];
  const taken = await Promise.all(
    names.map(async (name) => {
      let found: Awaited<ReturnType<(typeof routes)[RouteName]['find']>>;
      const candidates = await trace.step(['candidates', name], [], async (_, note) => {
        found = await routes[name].find(query, parts);
        if (!found) note('the item has nothing to look by');
        return found?.candidates ?? [];
      });
      return found && { name, weight: weights[by][name] ?? 0, candidates, found };
    }),
  );
  const there = taken.filter((route) => route !== undefined);
  return {
    routes: there,
    words: there.map(({ name }) => routes[name].words),
    refs: there.flatMap(({ found }) => found.refs),
    explanations: there.flatMap(({ found }) => found.explanations),
  };
}
