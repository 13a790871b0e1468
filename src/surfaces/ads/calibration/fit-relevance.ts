import { inputError } from '../../../base/errors.ts';
import { seededRandom } from '../../../base/random.ts';
import {
  adFeatureNames,
  type AdFeatureName,
  type AdFeatureVector,
  type RelevanceModel,
} from '../../../contracts/ads.ts';
import { fitLogistic } from './logistic.ts';
import { relevanceOf } from './relevance.ts';
import { reliabilityOf } from './reliability.ts';

/** A pair whose relevance is known. */
export interface LabelledPair {
  /** The same for all pairs of one query. */
  readonly query: string;
  readonly features: AdFeatureVector;
  /** 0 or 1. */
  readonly label: number;
}

export type FittedTerms = Pick<RelevanceModel, 'intercept' | 'terms'>;

/** Fewer say nothing of ten bins. */
const leastPairs = 100;
const leastOfEach = 20;
const leastQueries = 10;
const folds = 5;

/** Of weights of standardised columns: a normal prior of variance 1. */
const ridge = 1;

/** Below this many pairs with, or without, a number of a feature the difference is not fitted. */
const leastKnown = 10;

/**
 * Fits relevance to judged pairs and measures how well the chances hold on queries that the fit has
 * not seen: five folds, the pairs of a query always in one (seeded, so always the same).
 *
 * @throws input `too-few-pairs`
 */
export function fitRelevance(
  pairs: readonly LabelledPair[],
): FittedTerms & Pick<RelevanceModel, 'queries' | 'reliability'> {
  const queries = [...new Set(pairs.map(({ query }) => query))].toSorted();
  requireEnough(pairs, queries.length);
  const foldOf = new Map(shuffled(queries).map((query, at) => [query, at % folds]));
  const forecasts = Array.from({ length: folds }, (_, fold) => {
    const held = pairs.filter(({ query }) => foldOf.get(query) === fold);
    const fitted = fitTerms(pairs.filter(({ query }) => foldOf.get(query) !== fold));
    return held.map(({ features, label }) => ({
      chance: relevanceOf(features, fitted).chance,
      label,
    }));
  }).flat();
  return {
    ...fitTerms(pairs),
    queries: queries.length,
    reliability: reliabilityOf(forecasts),
  };
}

/** A term for each feature that some pairs have, over standardised numbers. */
export function fitTerms(pairs: readonly LabelledPair[]): FittedTerms {
  const columns = adFeatureNames.flatMap((feature) => columnOf(feature, pairs) ?? []);
  const rows = pairs.map(({ features }) =>
    columns.flatMap(({ feature, mean, scale, hasNulls }) => {
      const value = features[feature];
      const standardised = value === null ? 0 : (value - mean) / scale;
      return hasNulls ? [standardised, value === null ? 1 : 0] : [standardised];
    }),
  );
  const fit = fitLogistic(
    rows,
    pairs.map(({ label }) => label),
    ridge,
  );
  let at = 0;
  const next = () => fit.weights[at++] ?? 0;
  const terms = columns.map(({ feature, mean, scale, hasNulls }) => {
    const weight = next();
    return { feature, mean, scale, weight, whenNull: hasNulls ? next() : 0 };
  });
  return { intercept: fit.intercept, terms };
}

interface Column {
  readonly feature: AdFeatureName;
  readonly mean: number;
  readonly scale: number;
  readonly hasNulls: boolean;
}

/** Undefined for a feature that hardly any pair has, or that is the same for all. */
function columnOf(feature: AdFeatureName, pairs: readonly LabelledPair[]): Column | undefined {
  const known = pairs.flatMap(({ features }) => features[feature] ?? []);
  if (known.length < leastKnown) return undefined;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  if (variance < 1e-12) return undefined;
  const hasNulls = pairs.length - known.length >= leastKnown;
  return { feature, mean, scale: Math.sqrt(variance), hasNulls };
}

function requireEnough(pairs: readonly LabelledPair[], queries: number): void {
  const relevant = pairs.filter(({ label }) => label === 1).length;
  const others = pairs.length - relevant;
  if (
    pairs.length >= leastPairs &&
    Math.min(relevant, others) >= leastOfEach &&
    queries >= leastQueries
  ) {
    return;
  }
  throw inputError(
    'too-few-pairs',
    `Expected at least ${leastPairs} judged pairs of ${leastQueries} queries, ${leastOfEach} of them relevant and ${leastOfEach} not; ` +
      `got ${pairs.length} of ${queries}, ${relevant} relevant and ${others} not. Judge more pairs, such as those that \`understory ads match\` finds.`,
  );
}

/** Fisher and Yates' shuffle, the same each time. */
function shuffled(queries: readonly string[]): string[] {
  const random = seededRandom(1);
  const order = [...queries];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? '', order[at] ?? ''];
  }
  return order;
}
