import type { AdFeatureVector, AdScoring, RelevanceModel } from '../../contracts/ads.ts';
import type { StageScore } from '../../contracts/surfaces.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { byScore, withScore, type Hydrated } from '../pipeline/candidate.ts';
import { madeBy, relevanceOf } from './calibration/relevance.ts';

/** An ad whose features are known. */
export interface JudgedAd extends Hydrated {
  readonly features: AdFeatureVector;
  readonly landing: string | undefined;
}

/** Most relevant first, by the chance that a model gives; each part of it is evidence. */
export function rankByRelevance(
  ads: readonly JudgedAd[],
  model: RelevanceModel,
  { version, unused }: Pick<AdScoring, 'version' | 'unused'>,
  versions: Pick<Versions, 'live'>,
): JudgedAd[] {
  return ads
    .map((ad) => {
      const { chance, parts } = relevanceOf(ad.features, model, unused);
      const evidence = parts.map(({ feature, logOdds }): StageScore => {
        const signal = madeBy[feature];
        return {
          stage: 'rank',
          name: `log-odds of ${feature}`,
          value: logOdds,
          signal: signal === undefined ? null : versions.live(signal),
        };
      });
      return withScore(
        { ...ad, scores: [...ad.scores, ...evidence] },
        { stage: 'rank', name: `chance by model ${version}`, value: chance, signal: null },
      );
    })
    .toSorted(byScore);
}
