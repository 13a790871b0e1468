import { z } from 'zod';

/** Reading the values of signals by the ids of items. Times are ISO 8601. */

export const mostIds = 1000;
export const mostSignals = 50;

/** `ocr` follows the live version, `image_embedding@2` is that one. */
const signalsSchema = z.array(z.string().max(200)).min(1).max(mostSignals);

/** As values were at that moment, the live versions of then among them. */
const asOfSchema = z.iso.datetime({ offset: true });

/** `POST /v1/signals/lookup` */
export const lookupRequestSchema = z.strictObject({
  /** 1 to 1000; one that is there twice is answered once. */
  ids: z.array(z.string().min(1).max(1024)).min(1),
  signals: signalsSchema,
  asOf: asOfSchema.optional(),
});
export type LookupRequest = z.infer<typeof lookupRequestSchema>;

/** `GET /v1/items/{id}/signals?signals=ocr,image_embedding@2&asOf=` */
export const itemSignalsQuerySchema = z.object({
  signals: z
    .string()
    .max(10_000)
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(signalsSchema),
  asOf: asOfSchema.optional(),
});

/**
 * What a signal says of one unit; `value` is as the signal’s schema has it, the numbers of a `vector`
 * as the shortest decimals that read as the same float32.
 */
const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), value: z.unknown(), computedAt: z.iso.datetime() }),
  z.object({
    status: z.enum(['abstained', 'failed']),
    reason: z.string(),
    computedAt: z.iso.datetime(),
  }),
]);

const partSchema = z.intersection(
  /** `1` a further asset; `k0` a keyframe; `o0` a box; `k0/o1` a box of a keyframe. */
  z.object({ part: z.string().min(1) }),
  outcomeSchema,
);
export type SignalPart = z.infer<typeof partSchema>;

/** Of an item itself and of its parts; `absent` where there is nothing of the item itself. */
export const signalAnswerSchema = z.intersection(
  z.discriminatedUnion('status', [
    ...outcomeSchema.options,
    z.object({ status: z.literal('absent') }),
  ]),
  z.object({ parts: z.array(partSchema).optional() }),
);
export type SignalAnswer = z.infer<typeof signalAnswerSchema>;

/** By the signals as they were asked for: `ocr`, `image_embedding@2`. */
const answersSchema = z.record(z.string(), signalAnswerSchema);
const answeredVersionsSchema = z.record(z.string(), z.number().int().min(1));

export const lookupAnswerSchema = z.object({
  /** The version of each signal, the same for all items. */
  versions: answeredVersionsSchema,
  /** In the order of the ids asked for, each once. */
  items: z.array(z.object({ id: z.string(), signals: answersSchema })),
  /** Ids of which nothing is known. */
  missing: z.array(z.string()),
});
export type LookupAnswer = z.infer<typeof lookupAnswerSchema>;

export const itemSignalsSchema = z.object({
  versions: answeredVersionsSchema,
  id: z.string(),
  signals: answersSchema,
});
export type ItemSignals = z.infer<typeof itemSignalsSchema>;

/**
 * Both routes with `Accept: application/octet-stream`, of one embedding: a matrix of float32,
 * little-endian, a row for each id in the order asked for, of NaN where an item has no vector.
 * These headers say how to read it.
 */
export const vectorHeaders = {
  /** `image_embedding@2` */
  signal: 'x-understory-signal',
  rows: 'x-understory-rows',
  dims: 'x-understory-dims',
} as const;

export const vectorType = 'application/octet-stream';
