import type { RelevanceModel } from '../../../contracts/ads.ts';

/**
 * The program's own model of relevance, as `npm run bench -- ads` fitted it: what it was fitted to, and
 * what that says of other ads, is told in docs/decisions/2026-11-23-relevance-of-ads.md.
 */
export const ownModel: RelevanceModel = {
  format: 1,
  general: {
    intercept: -2.3686,
    terms: [
      { feature: 'looks', mean: 0.76437, scale: 0.10678, weight: 0.2663, whenNull: 0 },
      { feature: 'meaning', mean: 0.53418, scale: 0.22565, weight: 0.95739, whenNull: 1.132 },
      { feature: 'topics', mean: 0.2896, scale: 0.36108, weight: 0.90622, whenNull: 0.59715 },
      { feature: 'keyphrases', mean: 0.15126, scale: 0.22059, weight: 0.21835, whenNull: -0.64019 },
      { feature: 'objects', mean: 0.076317, scale: 0.22404, weight: 0.082608, whenNull: -0.028674 },
    ],
  },
  cases: [
    {
      looks: true,
      meaning: true,
      intercept: -2.2752,
      terms: [
        { feature: 'looks', mean: 0.77938, scale: 0.12208, weight: 0.28003, whenNull: 0 },
        { feature: 'meaning', mean: 0.53418, scale: 0.22565, weight: 0.9455, whenNull: 0 },
        { feature: 'topics', mean: 0.28967, scale: 0.3611, weight: 0.9043, whenNull: 0.62451 },
        { feature: 'keyphrases', mean: 0.15207, scale: 0.2209, weight: 0.23086, whenNull: 0 },
        {
          feature: 'objects',
          mean: 0.036501,
          scale: 0.16263,
          weight: 0.024058,
          whenNull: -0.14264,
        },
      ],
    },
    {
      looks: true,
      meaning: false,
      intercept: -1.4007,
      terms: [
        { feature: 'looks', mean: 0.73434, scale: 0.055182, weight: 0.2395, whenNull: 0 },
        { feature: 'objects', mean: 0.11651, scale: 0.26637, weight: 0.11949, whenNull: 0.16576 },
      ],
    },
  ],
  queries: 450,
  reliability: {
    pairs: 9000,
    relevant: 1739,
    ece: 0.014799,
    brier: 0.12389,
    logLoss: 0.393,
    auc: 0.79854,
    bins: [
      { pairs: 3363, foretold: 0.042161, relevant: 0.042224 },
      { pairs: 2230, foretold: 0.15845, relevant: 0.16143 },
      { pairs: 1999, foretold: 0.23767, relevant: 0.22711 },
      { pairs: 428, foretold: 0.34095, relevant: 0.38551 },
      { pairs: 239, foretold: 0.44688, relevant: 0.54393 },
      { pairs: 209, foretold: 0.54902, relevant: 0.58852 },
      { pairs: 195, foretold: 0.64681, relevant: 0.64615 },
      { pairs: 140, foretold: 0.74565, relevant: 0.79286 },
      { pairs: 139, foretold: 0.85614, relevant: 0.52518 },
      { pairs: 58, foretold: 0.91426, relevant: 0.94828 },
    ],
  },
  versions: { image_embedding: 1, text_embedding: 1 },
  fittedOn:
    'of one kind: the same subgroup of OpenMoji, folder of Tux Paint’s stamps or of photos of clothes',
};
