import type { SearchResults } from '../../contracts/api.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import { rememberTerms } from '../../retrieval/words/query-terms.ts';
import { byScore } from '../pipeline/candidate.ts';
import { startTrace } from '../pipeline/trace.ts';
import { fuse, joinRoutes } from '../stages/fuse.ts';
import { hydrate } from '../stages/hydrate.ts';
import { present } from '../stages/present.ts';
import { keepOneOfCopies, keepSafe } from '../stages/rules.ts';
import { correctParts } from './correct-parts.ts';
import { findRoutes } from './find-routes.ts';
import { leaveUnlike } from './leave-unlike.ts';
import type { SearchOptions, SearchPart } from './query.ts';
import { rankByColours } from './rank-colours.ts';
import { rankByTiers } from './rank-tiers.ts';
import type { RouteFound } from './route.ts';
import { leaveOwn, lowerSensitive } from './rules.ts';
import type { Searcher } from './searcher.ts';
import { understand } from './understand.ts';

/**
 * Finds items by any mix of words, items and pictures, each of a weight: candidates of every route →
 * fusion → what is known of them → rules → colours and tiers → one of each cluster → results.
 *
 * @throws not-found `no-item`; input `no-query`, `only-away`, `nothing-left`, `no-picture`,
 *   `no-embedding`, `empty-box`, and of pictures what decoding says
 * @throws Refused where a query cannot be embedded now
 */
export async function search(
  parts: readonly SearchPart[],
  options: SearchOptions,
  searcher: Searcher,
): Promise<SearchResults> {
  const { stores } = searcher;
  const { limit, unsafe = false, copies = false, asTyped = false, explain = false } = options;
  const trace = startTrace();
  const readTerms = rememberTerms(stores.db);
  const [versions, { parts: spelt, corrected }] = await Promise.all([
    readVersions(stores.db),
    correctParts(parts, asTyped, stores.db, readTerms),
  ]);
  const query = understand(spelt, versions);
  const finding = { versions, searcher, trace, readTerms };
  const { routes, vectors, matches } = await findRoutes(query, options, finding);

  const found = leaveOwn(joinRoutes(routes), query.own);
  const fused = await trace.step(['rank', 'fusion'], found, (all) =>
    // One route alone is in its own order, whose scores say more than ranks.
    routes.length === 1 && query.words.length === 0 ? all.toSorted(byScore) : fuse(all, routes),
  );
  const known = await trace.step(['hydrate', 'catalogue'], fused, (all) => hydrate(all, stores.db));
  const safe = await trace.step(['rules', 'safety'], known, (all, note) =>
    unsafe ? all : keepSafe(all, note),
  );
  const alike = await trace.step(['rules', 'unlike'], safe, (all, note) =>
    leaveUnlike(
      all,
      { ...vectors, unwanted: query.unwanted },
      { versions, stores, readTerms },
      note,
    ),
  );
  const tiered = await trace.step(['rank', 'tiers'], alike, (all) =>
    rankByTiers(all, query, matches),
  );
  const coloured = await trace.step(['rank', 'colours'], tiered, (all) =>
    rankByColours(all, query, versions, stores.signals),
  );
  const ranked = await trace.step(['rules', 'sensitive'], coloured, lowerSensitive);
  const distinct = await trace.step(['diversify', 'copies'], ranked, (all, note) =>
    copies ? all : keepOneOfCopies(all, note),
  );
  const results = present(distinct, { limit, explain });
  const leftOut = {
    unsafe: known.length - safe.length,
    copies: ranked.length - distinct.length,
  };
  const refs = [
    ...routes.flatMap((route) => route.refs),
    ...(query.colours.length > 0 ? [versions.live('palette')] : []),
  ];
  return {
    results,
    route: routeOf(routes),
    versions: Object.fromEntries(refs.map(versionOf).map(({ name, version }) => [name, version])),
    tookMs: trace.tookMs(),
    ...(corrected && { corrected }),
    ...(leftOut.unsafe + leftOut.copies > 0 && { leftOut }),
    ...(explain && {
      explain: routes.flatMap(({ explanations }) => explanations),
      trace: [...trace.stages],
    }),
  };
}

function routeOf(routes: readonly RouteFound[]): string {
  return routes.map(({ by }) => by).join(', joined with ') || 'nothing to look by';
}
