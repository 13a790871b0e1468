import { inputError } from '../../../base/errors.ts';
import { seededRandom } from '../../../base/random.ts';
import {
  adFeatureNames,
  type AdFeatureName,
  type AdFeatureVector,
  type Logistic,
  type RelevanceModel,
} from '../../../contracts/ads.ts';
import { fitLogistic } from './logistic.ts';
import { caseOf, relevanceOf, type Weighing } from './relevance.ts';
import { reliabilityOf } from './reliability.ts';

/** A pair whose relevance is known. */
export interface LabelledPair {
  /** The same for all pairs of one query. */
  readonly query: string;
  readonly features: AdFeatureVector;
  /** 0 or 1. */
  readonly label: number;
}

/** Those that say how an ad suits a query, or hangs together; how new it is makes none relevant. */
export const fittedFeatures: readonly AdFeatureName[] = adFeatureNames.filter(
  (name) => name !== 'freshness' && name !== 'harm',
);

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
  features: readonly AdFeatureName[] = fittedFeatures,
): Weighing & Pick<RelevanceModel, 'queries' | 'reliability'> {
  const queries = [...new Set(pairs.map(({ query }) => query))].toSorted();
  requireEnough(pairs, queries.length);
  const foldOf = new Map(shuffled(queries).map((query, at) => [query, at % folds]));
  const forecasts = Array.from({ length: folds }, (_, fold) => {
    const held = pairs.filter(({ query }) => foldOf.get(query) === fold);
    const fitted = fitCases(
      pairs.filter(({ query }) => foldOf.get(query) !== fold),
      features,
    );
    return held.map(({ features: known, label }) => ({
      chance: relevanceOf(known, fitted).chance,
      label,
    }));
  }).flat();
  return {
    ...fitCases(pairs, features),
    queries: queries.length,
    reliability: reliabilityOf(forecasts),
  };
}

const everyCase = [true, false].flatMap((looks) =>
  [true, false].map((meaning) => ({ looks, meaning })),
);

/**
 * A model of all pairs, and one for each case of which there are enough: pattern submodels, which stay
 * calibrated whatever it is that decides what is missing (Fletcher Mercaldo and Blume, "Missing Data
 * and Prediction: the Pattern Submodel", Biostatistics 21, 2020).
 */
export function fitCases(
  pairs: readonly LabelledPair[],
  features: readonly AdFeatureName[] = fittedFeatures,
): Weighing {
  const cases = everyCase.flatMap(({ looks, meaning }) => {
    const own = pairs.filter((pair) => {
      const known = caseOf(pair.features.looks, pair.features.meaning);
      return known.looks === looks && known.meaning === meaning;
    });
    return isEnough(own) ? [{ looks, meaning, ...fitTerms(own, features) }] : [];
  });
  return { general: fitTerms(pairs, features), cases };
}

/** A term for each feature that some pairs have, over standardised numbers. */
function fitTerms(pairs: readonly LabelledPair[], features: readonly AdFeatureName[]): Logistic {
  const columns = features.flatMap((feature) => columnOf(feature, pairs) ?? []);
  const rows = pairs.map(({ features: known }) =>
    columns.flatMap(({ feature, mean, scale, hasNulls }) => {
      const value = known[feature];
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

function isEnough(pairs: readonly LabelledPair[]): boolean {
  const relevant = pairs.filter(({ label }) => label === 1).length;
  return pairs.length >= leastPairs && Math.min(relevant, pairs.length - relevant) >= leastOfEach;
}

function requireEnough(pairs: readonly LabelledPair[], queries: number): void {
  if (isEnough(pairs) && queries >= leastQueries) return;
  const relevant = pairs.filter(({ label }) => label === 1).length;
  const others = pairs.length - relevant;
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
