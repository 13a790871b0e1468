import { z } from 'zod';
import { cardSchema, hitSchema } from './api.ts';
import { eventKindSchema } from './events.ts';
import { nearestExplanationSchema } from './nearest.ts';
import { stageTraceSchema } from './surfaces.ts';

/**
 * `GET /v1/home/{user}`. `topic` repeats: ids of topics that the person chose, for when little is
 * known of them: `topics=fashion&topics=travel`, as the facet `topic` has them.
 */
export const homeQuerySchema = z.object({
  topics: z
    .union([
      z
        .string()
        .max(80)
        .transform((topic) => [topic]),
      z.array(z.string().max(80)).max(20),
    ])
    .default([]),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  /** The same seed gives the same feed of the same catalogue and events. */
  seed: z.coerce.number().int().min(0).max(0xffff_ffff).optional(),
  /** `next` of the page before; what else is asked must be as it was. */
  cursor: z.string().max(1000).optional(),
  explain: z.stringbool().default(false),
});

/** Which route of candidates brought an item. */
export const homeRoutes = ['interest', 'topic', 'best', 'fresh', 'exploration'] as const;
export type HomeRoute = (typeof homeRoutes)[number];

export const homeHitSchema = hitSchema.extend({
  route: z.enum(homeRoutes),
  /** The interest that it serves, by its id; null where it serves none. */
  interest: z.string().nullable(),
});
export type HomeHit = z.infer<typeof homeHitSchema>;

/** An interest that this feed was made from. */
export const drawnInterestSchema = z.object({
  /** Its medoid: the id of an item. */
  id: z.string(),
  title: z.string(),
  /** Of all the person's interests, 0..1. */
  share: z.number(),
});

export const homeAnswerSchema = z.object({
  user: z.string(),
  results: z.array(homeHitSchema),
  /** Interests that were drawn for this feed; none for a person of whom nothing is known. */
  drawn: z.array(drawnInterestSchema),
  /** `cursor` of the next page of the same feed; null after the last. */
  next: z.string().nullable(),
  seed: z.number(),
  /** How the feed was made, in words. */
  route: z.string(),
  /** The versions of signals that it was made by: one of each. */
  versions: z.record(z.string(), z.number()),
  tookMs: z.number(),
  /** With `explain`: how neighbours were looked for, of each interest. */
  explain: z.array(nearestExplanationSchema).optional(),
  /** With `explain`: what each stage did. */
  trace: z.array(stageTraceSchema).optional(),
});
export type HomeAnswer = z.infer<typeof homeAnswerSchema>;

/** A group of items that a person engaged with and that are alike. */
export const interestSchema = z.object({
  /** Its medoid: the id of the item whose embedding is nearest to all others of the group. */
  id: z.string(),
  medoid: cardSchema,
  /** The version whose embeddings were grouped: `image_embedding@1`. */
  signal: z.string(),
  /** Sum of the weights of its engagements, each less the longer it is ago. */
  importance: z.number(),
  /** Of all the person's interests, 0..1. */
  share: z.number(),
  /** How many items it has; `items` are the weightiest of them. */
  size: z.number(),
  items: z.array(
    z.object({
      card: cardSchema,
      /** The strongest that the person did with it. */
      kind: eventKindSchema,
      weight: z.number(),
      /** When the person last did, ISO 8601. */
      at: z.string(),
    }),
  ),
  /** ISO 8601. */
  lastAt: z.string(),
});
export type Interest = z.infer<typeof interestSchema>;

/** `GET /v1/home/{user}/interests`: the most important first. */
export const interestsSchema = z.object({
  user: z.string(),
  interests: z.array(interestSchema),
  /** Items that the person engaged with in the time that is looked at, `sinceDays`. */
  engaged: z.number(),
  /** Those they want to see no more. */
  hidden: z.number(),
  /** Those that have no embedding to be grouped by. */
  unplaced: z.number(),
  sinceDays: z.number(),
  versions: z.record(z.string(), z.number()),
});
export type Interests = z.infer<typeof interestsSchema>;
