import type { RelevanceModel } from '../../../contracts/ads.ts';

/**
 * The program's own model of relevance, as `npm run bench -- ads` fitted it: what it was fitted to, and
 * what that says of other ads, is told in docs/decisions/2026-11-23-relevance-of-ads.md.
 */
export const ownModel: RelevanceModel = {
  format: 1,
  general: {
    intercept: -2.3598,
    terms: [
      { feature: 'looks', mean: 0.76157, scale: 0.10891, weight: 0.43607, whenNull: 0 },
      { feature: 'meaning', mean: 0.52417, scale: 0.22855, weight: 1.0588, whenNull: 1.2969 },
      { feature: 'topics', mean: 0.30084, scale: 0.37276, weight: 0.91081, whenNull: 0.42298 },
      { feature: 'keyphrases', mean: 0.14559, scale: 0.22573, weight: 0.1044, whenNull: -0.57924 },
      { feature: 'objects', mean: 0.076886, scale: 0.22561, weight: 0.09701, whenNull: -0.18383 },
    ],
  },
  cases: [
    {
      looks: true,
      meaning: true,
      intercept: -2.1971,
      terms: [
        { feature: 'looks', mean: 0.77518, scale: 0.12536, weight: 0.51866, whenNull: 0 },
        { feature: 'meaning', mean: 0.52417, scale: 0.22855, weight: 1.0497, whenNull: 0 },
        { feature: 'topics', mean: 0.30091, scale: 0.37277, weight: 0.90657, whenNull: 0.47408 },
        { feature: 'keyphrases', mean: 0.14637, scale: 0.22608, weight: 0.13357, whenNull: 0 },
        { feature: 'objects', mean: 0.039304, scale: 0.17024, weight: 0.10026, whenNull: -0.43157 },
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
    relevant: 1698,
    ece: 0.013788,
    brier: 0.12036,
    logLoss: 0.38172,
    auc: 0.80169,
    bins: [
      { pairs: 3648, foretold: 0.038842, relevant: 0.038651 },
      { pairs: 2028, foretold: 0.16191, relevant: 0.17998 },
      { pairs: 1941, foretold: 0.23715, relevant: 0.22411 },
      { pairs: 394, foretold: 0.34116, relevant: 0.35533 },
      { pairs: 202, foretold: 0.44519, relevant: 0.45545 },
      { pairs: 231, foretold: 0.55007, relevant: 0.62771 },
      { pairs: 210, foretold: 0.65258, relevant: 0.62381 },
      { pairs: 186, foretold: 0.74603, relevant: 0.67204 },
      { pairs: 132, foretold: 0.84746, relevant: 0.73485 },
      { pairs: 28, foretold: 0.92217, relevant: 0.96429 },
    ],
  },
  versions: { image_embedding: 1, text_embedding: 1 },
  fittedOn:
    'of one kind: the same subgroup of OpenMoji, folder of Tux Paint’s stamps or of photos of clothes',
};
