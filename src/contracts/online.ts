import { z } from 'zod';
import { mostSignals } from './lookup.ts';

/** Computing signals of content that comes with the request. */

export const mostPictures = 16;
export const mostPictureBytes = 32 * 2 ** 20;
export const mostBodyBytes = 64 * 2 ** 20;
export const mostTextLength = 100_000;
export const mostTags = 1000;
export const usualDeadlineMs = 10_000;
export const mostDeadlineMs = 60_000;

/**
 * What may be answered in place of a value that cannot be had in time. `stale`: the value that
 * another version of the signal, or another model, gave for this very content. `cheaper`: the value
 * of a version that takes less. `absent`: none.
 */
export const degradedModes = ['stale', 'cheaper', 'absent'] as const;
export type DegradedMode = (typeof degradedModes)[number];

const listed = z
  .string()
  .max(10_000)
  .transform((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );

/** `POST /v1/signals?signals=ocr,image_embedding@2&deadlineMs=500&degraded=stale,absent` */
export const computeQuerySchema = z.object({
  /** `ocr` is its live version. */
  signals: listed.pipe(
    z
      .array(z.string().max(200))
      .min(
        1,
        'Expected names of signals with commas between, as in signals=image_embedding,objects@1',
      )
      .max(mostSignals),
  ),
  /** From when the request came; what would be later is not computed. */
  deadlineMs: z.coerce.number().int().min(1).max(mostDeadlineMs).default(usualDeadlineMs),
  /** Modes that the asker takes; none without. */
  degraded: listed.pipe(z.array(z.enum(degradedModes))).default([]),
});
export type ComputeQuery = z.infer<typeof computeQuerySchema>;

const text = z.string().max(mostTextLength);

/** The text fields of the content: of a JSON body, and of `multipart/form-data` beside pictures. */
export const contentTextSchema = z.strictObject({
  title: text.optional(),
  description: text.optional(),
  /** A list, or one text with commas between. */
  tags: z.union([z.array(z.string().max(1000)).max(mostTags), text]).optional(),
  /** Kept as the attribute `language`; signals find the language themselves. */
  language: z.string().max(100).optional(),
});
export type ContentText = z.infer<typeof contentTextSchema>;

/** The JSON body: where a picture is, text, or both. */
export const contentRequestSchema = contentTextSchema.extend({
  url: z.string().min(1).max(8192).optional(),
});

const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.unknown() }),
  z.object({ status: z.literal('abstained'), reason: z.string() }),
  z.object({ status: z.literal('failed'), code: z.string(), reason: z.string() }),
]);

const partSchema = z.intersection(
  /** `1` a further picture; `o0` a box; `1/o0` a box of a further picture. */
  z.object({ part: z.string().min(1) }),
  outcomeSchema,
);

/** What one signal says of the content; `absent` where it says nothing of it as a whole. */
export const computedSignalSchema = z.intersection(
  z.discriminatedUnion('status', [
    ...outcomeSchema.options,
    z.object({ status: z.literal('absent'), reason: z.string().optional() }),
  ]),
  z.object({
    /** The version that was computed. */
    version: z.number().int().min(1),
    /** SHA-256 of the models that made it, by name. */
    models: z.record(z.string(), z.string()),
    cached: z.enum(['no', 'memory', 'disk']),
    /** CPU of computing it, now or when it was computed; without decoding. */
    cpuMs: z.number(),
    computedAt: z.iso.datetime().optional(),
    parts: z.array(partSchema).optional(),
    /** There where this is not what was asked for. */
    degraded: z
      .object({ mode: z.enum(degradedModes), asked: z.number().int(), because: z.string() })
      .optional(),
  }),
);
export type ComputedSignal = z.infer<typeof computedSignalSchema>;

export const computeAnswerSchema = z.object({
  /** SHA-256 of the pictures, in their order. */
  pictures: z.array(z.string()),
  /** By the signals as they were asked for: `ocr`, `image_embedding@2`. */
  signals: z.record(z.string(), computedSignalSchema),
  /** From when the content was here. */
  tookMs: z.number(),
  /** Of it, waiting for threads. */
  waitedMs: z.number(),
});
export type ComputeAnswer = z.infer<typeof computeAnswerSchema>;
