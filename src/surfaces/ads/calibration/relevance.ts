import type {
  AdFeatureName,
  AdFeatureVector,
  AdScoring,
  RelevanceModel,
} from '../../../contracts/ads.ts';
import { sigmoid } from './logistic.ts';

/** The features that are made by a version of an embedding, and by which. */
export const madeBy: Readonly<
  Partial<Record<AdFeatureName, 'image_embedding' | 'text_embedding'>>
> = {
  looks: 'image_embedding',
  words_to_picture: 'image_embedding',
  picture_to_words: 'image_embedding',
  picture_text: 'image_embedding',
  picture_landing: 'image_embedding',
  meaning: 'text_embedding',
  text_landing: 'text_embedding',
};

export interface Relevance {
  /** The probability that the ad is relevant. */
  readonly chance: number;
  /** What each feature added to the log-odds. */
  readonly parts: readonly { readonly feature: AdFeatureName; readonly logOdds: number }[];
}

/** The part of a model that weighs features. */
export type Weighing = Pick<RelevanceModel, 'general' | 'cases'>;

/** The chance by a model. @param unused Features that count as not known. */
export function relevanceOf(
  features: AdFeatureVector,
  model: Weighing,
  unused: readonly AdFeatureName[] = [],
): Relevance {
  const valueOf = (feature: AdFeatureName) => (unused.includes(feature) ? null : features[feature]);
  const { looks, meaning } = caseOf(valueOf('looks'), valueOf('meaning'));
  const { intercept, terms } =
    model.cases.find((each) => each.looks === looks && each.meaning === meaning) ?? model.general;
  const parts = terms.map(({ feature, mean, scale, weight, whenNull }) => {
    const value = valueOf(feature);
    return { feature, logOdds: value === null ? whenNull : (weight * (value - mean)) / scale };
  });
  return {
    chance: sigmoid(parts.reduce((sum, { logOdds }) => sum + logOdds, intercept)),
    parts,
  };
}

/** Which of pictures and texts can be compared. */
export function caseOf(looks: number | null, meaning: number | null) {
  return { looks: looks !== null, meaning: meaning !== null };
}

/** The features of a model that say nothing of these versions: cosines of two are not comparable. */
export function unusedFeatures(
  { general, cases, versions }: Weighing & Pick<RelevanceModel, 'versions'>,
  live: Readonly<Record<string, number>>,
): AdScoring['unused'] {
  const used = [general, ...cases].flatMap(({ terms }) => terms.map(({ feature }) => feature));
  return [...new Set(used)].filter((feature) => {
    const signal = madeBy[feature];
    return signal !== undefined && versions[signal] !== live[signal];
  });
}
