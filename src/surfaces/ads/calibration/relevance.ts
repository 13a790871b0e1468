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

/** The chance by a model. @param unused Features that count as not known. */
export function relevanceOf(
  features: AdFeatureVector,
  { intercept, terms }: Pick<RelevanceModel, 'intercept' | 'terms'>,
  unused: readonly AdFeatureName[] = [],
): Relevance {
  const parts = terms.map(({ feature, mean, scale, weight, whenNull }) => {
    const value = unused.includes(feature) ? null : features[feature];
    const logOdds = value === null ? whenNull : (weight * (value - mean)) / scale;
    return { feature, logOdds };
  });
  return {
    chance: sigmoid(parts.reduce((sum, { logOdds }) => sum + logOdds, intercept)),
    parts,
  };
}

/** The features of a model that say nothing of these versions: cosines of two are not comparable. */
export function unusedFeatures(
  { terms, versions }: Pick<RelevanceModel, 'terms' | 'versions'>,
  live: Readonly<Record<string, number>>,
): AdScoring['unused'] {
  return terms
    .map(({ feature }) => feature)
    .filter((feature) => {
      const signal = madeBy[feature];
      return signal !== undefined && versions[signal] !== live[signal];
    });
}
