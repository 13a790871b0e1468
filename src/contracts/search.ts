import { z } from 'zod';
import { boxSchema } from './box.ts';

/** What a search may be made of, and what it says of itself beside its results. */

export const mostQueryParts = 16;
export const mostPartWeight = 10;
export const mostQueryLength = 10_000;

/**
 * One part of a search. A weight below 0 leads away from what it is of: `[{item}, {text: 'stripes',
 * weight: -1}]` is "like this, but no stripes".
 */
export const queryPartSchema = z
  .strictObject({
    /** Words; the names of colours also act on the colours of pictures. */
    text: z.string().max(mostQueryLength).optional(),
    /** An item of the catalogue. */
    item: z.string().min(1).max(1024).optional(),
    /** The digest of a picture of the catalogue. */
    asset: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 of 64 hex digits')
      .optional(),
    /** The name of the file of a form that holds a picture: `multipart/form-data` alone. */
    picture: z.string().min(1).max(200).optional(),
    /** With `item`, `asset` and `picture`: the part of the picture to search with. */
    box: boxSchema.optional(),
    /** How much it says beside the other parts, −10..10 without 0. */
    weight: z
      .number()
      .min(-mostPartWeight)
      .max(mostPartWeight)
      .refine((weight) => weight !== 0, 'Expected a weight other than 0: leave the part out')
      .default(1),
  })
  .refine(
    ({ text, item, asset, picture }) =>
      [text, item, asset, picture].filter((given) => given !== undefined).length === 1,
    'Expected one of text, item, asset and picture in a part',
  )
  .refine(
    ({ text, box }) => text === undefined || box === undefined,
    'Expected a box only beside item, asset or picture: words have none',
  );
export type QueryPart = z.infer<typeof queryPartSchema>;

/** Words that no item has and what was looked for in place of them. */
export const correctionSchema = z.object({
  /** The words as typed: `blu dres`; `asTyped: true` searches for these. */
  typed: z.string(),
  /** What the results are of: `blue dress`. */
  shown: z.string(),
  words: z.array(z.object({ typed: z.string(), shown: z.string() })),
});
export type Correction = z.infer<typeof correctionSchema>;

/** Results that rules left out among those looked at. */
export const leftOutSchema = z.object({ unsafe: z.number(), copies: z.number() });

export const completionKinds = ['title', 'keyphrase', 'topic', 'object'] as const;

/** `GET /v1/search/complete?q=blu&limit=8` */
export const completeQuerySchema = z.strictObject({
  q: z.string().max(200),
  limit: z.coerce.number().int().min(1).max(50).default(8),
});

export const completionsSchema = z.object({
  /** Most frequent first, those that begin as typed before those that nearly do. */
  completions: z.array(
    z.object({
      /** What to search for. */
      text: z.string(),
      kind: z.enum(completionKinds),
      /** Items that have it. */
      count: z.number(),
      /** Whether it begins otherwise than typed. */
      corrected: z.boolean(),
    }),
  ),
  tookMs: z.number(),
});
export type Completions = z.infer<typeof completionsSchema>;
