import { z } from 'zod';
import { cardSchema } from './api.ts';
import { stageTraceSchema } from './surfaces.ts';

/**
 * `POST /v1/duplicates`: is a picture a near-duplicate of anything in the catalogue? The body is the
 * bytes of a picture, a form with one or several pictures of one thing, or this JSON with one of the
 * two.
 */
export const duplicateCheckRequestSchema = z
  .strictObject({
    /** An item of the catalogue: as if it came now. */
    item: z.string().min(1).max(1024).optional(),
    /** Where a picture is. */
    url: z.string().min(1).max(8192).optional(),
  })
  .refine(
    ({ item, url }) => (item === undefined) !== (url === undefined),
    'Expected either item or url.',
  );
export type DuplicateCheckRequest = z.infer<typeof duplicateCheckRequestSchema>;

/** The query of the address. */
export const duplicateCheckQuerySchema = z.object({
  /** With the trace of the stages. */
  explain: z.stringbool().default(false),
  /** The most comparisons that are told. */
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** The hashes of two pictures: step one. */
export const hashStepSchema = z.object({
  /** Bits of 256 that differ, of the nearest of eight positions. */
  bits: z.number().int(),
  /** A copy has at most so many. */
  most: z.number().int(),
  /** How the picture was turned for it: `as it is`, `rotated 90`, `mirrored`, …. */
  turned: z.string(),
  isCopy: z.boolean(),
});
export type HashStep = z.infer<typeof hashStepSchema>;

/** The embeddings of two pictures: step two, which only names candidates. */
export const embeddingStepSchema = z.object({
  /** −1..1. */
  cosine: z.number(),
  /** From here on the pixels are compared. */
  least: z.number(),
  isCandidate: z.boolean(),
});
export type EmbeddingStep = z.infer<typeof embeddingStepSchema>;

/** One picture laid on the other, at the scale and place where they agree best: step three. */
export const pixelStepSchema = z.object({
  /** Of brightness, −1..1; null, with the others, where they fit nowhere. */
  correlation: z.number().nullable(),
  /** How much brighter or darker one is: a factor. */
  gain: z.number().nullable(),
  /** The largest difference of any small square, as a share of the contrast. */
  difference: z.number().nullable(),
  /** The share of the larger picture that both show. */
  overlap: z.number().nullable(),
  mirrored: z.boolean(),
  /** What each may be at least or most. */
  bounds: z.object({
    correlation: z.number(),
    gain: z.number(),
    difference: z.number(),
    overlap: z.number(),
  }),
  isCutting: z.boolean(),
});
export type PixelStep = z.infer<typeof pixelStepSchema>;

/** What the steps said of the picture and the nearest picture of one item. */
export const duplicateComparisonSchema = z.object({
  item: cardSchema,
  /**
   * What makes it a near-duplicate: the very same files, the hashes, or embeddings that are alike and
   * pixels that agree; null where it is none.
   */
  decidedBy: z.enum(['file', 'hash', 'embedding']).nullable(),
  /** As the signal has it: bits for `hash`, 1 − cosine for `embedding`, 0 for `file`. */
  distance: z.number().nullable(),
  /** Null for a step that was not needed, or that one of the two has nothing for. */
  hash: hashStepSchema.nullable(),
  embedding: embeddingStepSchema.nullable(),
  pixels: pixelStepSchema.nullable(),
  /** In words. */
  why: z.string(),
});
export type DuplicateComparison = z.infer<typeof duplicateComparisonSchema>;

export const duplicateCheckSchema = z.object({
  isDuplicate: z.boolean(),
  /**
   * The near-duplicates that it would be one of, were it read now; null where nothing is near it.
   */
  cluster: z
    .object({
      /** The id that the cluster has now; null where its items were not yet of one. */
      id: z.string().nullable(),
      /** The item that the cluster would be built around; null where that is the picture itself. */
      centre: z.string().nullable(),
      /** Its items without the picture. */
      size: z.number().int(),
      /** At most 200 of them; `first` is the one the cluster would be built around. */
      items: z.array(
        cardSchema.extend({
          decidedBy: z.enum(['hash', 'embedding', 'first']),
          distance: z.number(),
        }),
      ),
    })
    .nullable(),
  /** Near-duplicates first, the surest before others; then what only looked like one. */
  comparisons: z.array(duplicateComparisonSchema),
  /** What was asked about. */
  pictures: z.array(
    z.object({
      /** SHA-256 of the bytes; null for a frame of a video. */
      digest: z.string().nullable(),
      /** PDQ; null where there is none that says anything. */
      hash: z.string().nullable(),
      /** 0..100. */
      hashQuality: z.number().nullable(),
    }),
  ),
  /** Pictures of the catalogue that it was compared with. */
  compared: z.object({ hashes: z.number(), embeddings: z.number() }),
  /** The versions of signals that decided. */
  versions: z.record(z.string(), z.number()),
  tookMs: z.number(),
  /** With `explain`. */
  trace: z.array(stageTraceSchema).optional(),
});
export type DuplicateCheck = z.infer<typeof duplicateCheckSchema>;
