import { z } from 'zod';
import { hitSchema } from './api.ts';
import { nearestExplanationSchema } from './nearest.ts';
import { stageTraceSchema } from './surfaces.ts';

/** What an ads ranker consumes: sponsored items with features of their relevance. */

/** A number that says how well an ad suits what it is to be shown beside, or how good it is. */
export interface AdFeature {
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
  /** When there is no number: never 0 for something that nobody knows. */
  readonly nullWhen: string;
}

/** Every feature, in the order of the vector. */
export const adFeatures = {
  looks: {
    least: -1,
    most: 1,
    meaning: 'cosine of the picture and the picture of the ad, by the live image_embedding',
    nullWhen: 'one of them has no picture that was understood',
  },
  meaning: {
    least: -1,
    most: 1,
    meaning: 'cosine of the text and the text of the ad, by the live text_embedding',
    nullWhen: 'one of them has no text that the model reads',
  },
  words_to_picture: {
    least: -1,
    most: 1,
    meaning: 'cosine of the words and the picture of the ad, in the space of pictures',
    nullWhen: 'there are no words or no picture, or the live image_embedding knows no words',
  },
  picture_to_words: {
    least: -1,
    most: 1,
    meaning: 'cosine of the picture and the words of the ad, in the space of pictures',
    nullWhen: 'there is no picture or no words, or the live image_embedding knows no words',
  },
  topics: {
    least: 0,
    most: 1,
    meaning: 'overlap of the topics in their tree: common branches count as far as they go',
    nullWhen: 'one of them has no topic',
  },
  keyphrases: {
    least: 0,
    most: 1,
    meaning: 'overlap of the words of the keyphrases, by how telling they are',
    nullWhen: 'one of them has no keyphrase',
  },
  objects: {
    least: 0,
    most: 1,
    meaning: 'overlap of the kinds of objects in the pictures, by their scores',
    nullWhen: 'one of them has no picture, or neither shows an object',
  },
  text_landing: {
    least: -1,
    most: 1,
    meaning:
      'cosine of the text of the ad and that of its landing page, by the live text_embedding',
    nullWhen: 'the ad has no text or no text of a landing page',
  },
  picture_text: {
    least: -1,
    most: 1,
    meaning: 'cosine of the picture of the ad and its own words, in the space of pictures',
    nullWhen: 'the ad has no picture or no words, or the live image_embedding knows no words',
  },
  picture_landing: {
    least: -1,
    most: 1,
    meaning: 'cosine of the picture of the ad and its landing page, in the space of pictures',
    nullWhen: 'as picture_text, of the landing page',
  },
  quality: {
    least: 0,
    most: 1,
    meaning: 'quality of the picture of the ad, or of its text where it has no picture; 1 best',
    nullWhen: 'the ad was not understood yet',
  },
  harm: {
    least: 0,
    most: 1,
    meaning: 'the score of the safety signal of the ad: 0 harmless, 1 certainly harmful',
    nullWhen: 'the ad has no safety yet',
  },
  freshness: {
    least: 0,
    most: 1,
    meaning: 'half of it goes each 30 days since the ad was read or changed: 1 is now',
    nullWhen: 'never',
  },
} as const satisfies Readonly<Record<string, AdFeature>>;

export type AdFeatureName = keyof typeof adFeatures;

export const adFeatureNames = Object.keys(adFeatures) as readonly AdFeatureName[];

export const adFeatureVectorSchema = z.record(z.enum(adFeatureNames), z.number().nullable());
export type AdFeatureVector = z.infer<typeof adFeatureVectorSchema>;

export const usualSponsored = ['attribute.sponsored:true'];

const facets = z.array(z.string().max(1000));

const choice = {
  /** Which items are ads, as facets. */
  sponsored: facets.min(1).max(20).default(usualSponsored),
  /** Which of the ads may be found, as for `GET /v1/items`. */
  facet: facets.max(100).default([]),
  minQuality: z.number().min(0).max(1).optional(),
  maxQuality: z.number().min(0).max(1).optional(),
  /** Show sensitive ads beside safe content too; unsafe ones never are. */
  sensitive: z.boolean().default(false),
  explain: z.boolean().default(false),
  limit: z.number().int().min(1).max(200).default(20),
};

/** A parameter that may be given once or several times. */
const listedFacets = z.union([z.string().transform((facet) => [facet]), facets]);

/** `POST /v1/ads/match` (JSON), with one of item and text. */
export const adsMatchRequestSchema = z.object({
  item: z.string().min(1).max(1024).optional(),
  text: z.string().max(10_000).optional(),
  ...choice,
});
export type AdsMatchRequest = z.infer<typeof adsMatchRequestSchema>;

/** `POST /v1/ads/match/image?text=…` with the bytes of a picture as the body. */
export const adsPictureQuerySchema = z.object({
  text: z.string().max(10_000).optional(),
  sponsored: listedFacets.pipe(facets.min(1).max(20)).default(usualSponsored),
  facet: listedFacets.pipe(facets.max(100)).default([]),
  minQuality: z.coerce.number().min(0).max(1).optional(),
  maxQuality: z.coerce.number().min(0).max(1).optional(),
  sensitive: z.stringbool().default(false),
  explain: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});

/** An ad; its `score` is the probability that it is relevant, by the model that the answer names. */
export const adSchema = hitSchema.extend({
  features: adFeatureVectorSchema,
  /** What is said of its landing page: the first words of the text that it was judged by. */
  landing: z.string().nullable(),
});
export type Ad = z.infer<typeof adSchema>;

/** Shares of pairs by what was foretold of them: what a reliability diagram shows. */
export const reliabilitySchema = z.object({
  pairs: z.number(),
  /** Of them relevant. */
  relevant: z.number(),
  /** Expected calibration error, 0..1: how far shares are from what was foretold. */
  ece: z.number(),
  /** Mean squared error, 0..1. */
  brier: z.number(),
  /** In nats. */
  logLoss: z.number(),
  /** The chance that a relevant pair is above another one; null where all pairs are alike. */
  auc: z.number().nullable(),
  bins: z.array(z.object({ pairs: z.number(), foretold: z.number(), relevant: z.number() })),
});
export type Reliability = z.infer<typeof reliabilitySchema>;

/** Log-odds are the intercept and what each term adds. */
export const logisticSchema = z.object({
  intercept: z.number(),
  terms: z.array(
    z.object({
      feature: z.enum(adFeatureNames),
      /** A number adds `weight · (number − mean) / scale`. */
      mean: z.number(),
      scale: z.number().positive(),
      weight: z.number(),
      /** What it adds where there is no number. */
      whenNull: z.number(),
    }),
  ),
});
export type Logistic = z.infer<typeof logisticSchema>;

/**
 * A model of relevance as data: one that holds for all pairs, and others for those of which pictures,
 * texts or both are comparable, where there were enough of these to fit one.
 */
export const relevanceModelSchema = z.object({
  format: z.literal(1),
  general: logisticSchema,
  cases: z.array(logisticSchema.extend({ looks: z.boolean(), meaning: z.boolean() })),
  /** The versions of embeddings that it was fitted with: of others their features say nothing. */
  versions: z.record(z.string(), z.number()),
  /** In words, what relevant means to it. */
  fittedOn: z.string(),
  queries: z.number(),
  /** On pairs of queries that it had not seen: out of fold. */
  reliability: reliabilitySchema,
});
export type RelevanceModel = z.infer<typeof relevanceModelSchema>;

/** The model that scores were made by. */
export const adScoringSchema = z.object({
  /** 1 is the program's own, others were fitted here. */
  version: z.number(),
  fittedOn: z.string(),
  /** Features that it knows but that say nothing today, as other versions are live. */
  unused: z.array(z.enum(adFeatureNames)),
});
export type AdScoring = z.infer<typeof adScoringSchema>;

export const adsMatchSchema = z.object({
  /** Most relevant first. */
  results: z.array(adSchema),
  scoring: adScoringSchema,
  /** How the results were found, in words. */
  route: z.string(),
  /** The versions of signals that they were found and judged by. */
  versions: z.record(z.string(), z.number()),
  tookMs: z.number(),
  explain: z.array(nearestExplanationSchema).optional(),
  trace: z.array(stageTraceSchema).optional(),
});
export type AdsMatch = z.infer<typeof adsMatchSchema>;

/** One judged pair: a line of the file that `understory ads calibrate` fits from. */
export const judgedPairSchema = z.object({
  item: z.string().min(1).max(1024).optional(),
  text: z.string().min(1).max(10_000).optional(),
  ad: z.string().min(1).max(1024),
  relevant: z.union([z.literal(0), z.literal(1), z.boolean()]).transform(Number),
});
export type JudgedPair = z.infer<typeof judgedPairSchema>;
