import { inputError } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import type { Ad, AdsMatch } from '../../contracts/ads.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { fieldOf, type Filters } from '../../retrieval/condition.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { startTrace } from '../pipeline/trace.ts';
import { fuse, joinRoutes } from '../stages/fuse.ts';
import { hydrate } from '../stages/hydrate.ts';
import { present } from '../stages/present.ts';
import { keepOneOfCopies } from '../stages/rules.ts';
import { readAds } from './ad-contents.ts';
import { unusedFeatures } from './calibration/relevance.ts';
import { findModelInUse } from './calibration/models.ts';
import { findAds } from './candidates.ts';
import { comparedSignals } from './content.ts';
import type { TextEmbedder } from './embed-texts.ts';
import { featuresOf } from './features/vector.ts';
import { understandQuery, type AdsQuery } from './query.ts';
import { rankByRelevance, type JudgedAd } from './rank.ts';
import { keepFitting, keepKnownSafe } from './rules.ts';

export interface AdsOptions {
  readonly limit: number;
  /** Which items are ads, as facets. */
  readonly sponsored: readonly string[];
  /** Which of the ads may be found. */
  readonly filters: Pick<Filters, 'facet' | 'minQuality' | 'maxQuality'>;
  /** Show sensitive ads beside safe content too. */
  readonly sensitive: boolean;
  readonly explain?: boolean | undefined;
}

export interface AdsPlace {
  readonly stores: VectorStores;
  readonly texts: TextEmbedder;
  readonly clock: Clock;
}

/** Candidates of each route for one result, and the fewest and most of a request. */
const reach = { perResult: 4, least: 60, most: 400 };
/** Features of more are not made: the landing page of each new one is embedded. */
const mostJudged = 200;
const shownOfLanding = 200;

/**
 * The sponsored items that suit an item or a query, with the features of their relevance and the
 * calibrated chance of it. No budgets, no bids: what an ads ranker starts from.
 *
 * @throws not-found `no-item`; input `no-query`, `same-field`
 */
export async function matchAds(
  query: AdsQuery,
  options: AdsOptions,
  asking: Asking,
  { stores, texts, clock }: AdsPlace,
): Promise<AdsMatch> {
  const trace = startTrace();
  const { versions } = asking;
  const filters = filtersOf(options);
  const [model, { content, item }] = await Promise.all([
    findModelInUse(stores.db),
    understandQuery(requireQuery(query), asking, stores),
  ]);
  const live = Object.fromEntries(
    comparedSignals.map((name) => [name, versionOf(versions.live(name)).version]),
  );
  const unused = unusedFeatures(model, live);
  const limit = Math.min(reach.most, Math.max(reach.least, options.limit * reach.perResult));

  const found = await findAds(content, { asking, texts, stores, filters, limit });
  const candidates = await trace.step(['candidates', 'near by every route'], [], () =>
    joinRoutes(found.routes).filter(({ id }) => id !== item),
  );
  const known = await trace.step(['hydrate', 'catalogue'], candidates, (each) =>
    hydrate(each, stores.db),
  );
  const safe = await trace.step(['rules', 'safety'], known, keepKnownSafe);
  const placement = { beside: content.safety?.tier, sensitive: options.sensitive };
  const fitting = await trace.step(['rules', 'beside'], safe, (each, note) =>
    keepFitting(each, placement, note),
  );
  const nearest = await trace.step(['rank', 'routes'], fitting, (each) =>
    fuse(each, found.routes).slice(0, mostJudged),
  );
  const judged = await trace.step(['hydrate', 'features'], nearest, async (each) => {
    const ads = await readAds(
      each.map(({ id }) => id),
      versions,
      stores,
    );
    const judging = { asking, texts, now: clock() };
    const made = each.map(async (candidate): Promise<JudgedAd[]> => {
      const ad = ads.get(candidate.id);
      if (!ad) return [];
      const features = await featuresOf(content, ad, judging);
      return [{ ...candidate, features, landing: ad.landing }];
    });
    return (await Promise.all(made)).flat();
  });
  const ranked = await trace.step(['rank', 'relevance'], judged, (each) =>
    rankByRelevance(each, model, { version: model.version, unused }, versions),
  );
  // A copy of the item itself may be shown: the ad for the very thing suits it best.
  const distinct = await trace.step(['rules', 'copies'], ranked, (each, note) =>
    keepOneOfCopies(each, note),
  );
  const results = await trace.step(['present', 'ads'], distinct, (each) => showAds(each, options));

  const { explain = false } = options;
  return {
    results: [...results],
    scoring: { version: model.version, fittedOn: model.fittedOn, unused },
    route: found.routes.map(({ name }) => name).join(', ') || 'nothing to compare by',
    versions: live,
    tookMs: trace.tookMs(),
    ...(explain && { explain: [...found.explanations], trace: [...trace.stages] }),
  };
}

function showAds(ads: readonly JudgedAd[], { limit, explain = false }: AdsOptions): Ad[] {
  const hits = present(ads, { limit, explain });
  return hits.flatMap((hit, at): Ad[] => {
    const ad = ads[at];
    if (!ad) return [];
    return [
      { ...hit, features: ad.features, landing: ad.landing?.slice(0, shownOfLanding) ?? null },
    ];
  });
}

/** @throws input `no-query` */
function requireQuery(query: AdsQuery): AdsQuery {
  if ('item' in query || query.picture || (query.text ?? '').trim() !== '') return query;
  throw inputError('no-query', 'Expected an item, words or a picture to find ads for, got none.');
}

/**
 * What both conditions leave. Values of one field are alternatives, so that one of both would widen
 * what is an ad.
 *
 * @throws input `same-field`
 */
function filtersOf({ sponsored, filters }: AdsOptions): Filters {
  const fields = new Set(sponsored.map(fieldOf));
  const both = filters.facet.find((facet) => fields.has(fieldOf(facet)));
  if (both !== undefined) {
    throw inputError(
      'same-field',
      `Expected facets of other fields than those that make an ad (${[...fields].join(', ')}), got ${both}. Say it in sponsored.`,
    );
  }
  return { ...filters, facet: [...sponsored, ...filters.facet] };
}
