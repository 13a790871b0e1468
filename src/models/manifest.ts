import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const fileDigest = z.object({ digest, sizeBytes: z.number().int().min(0) });

/** A name that is one path segment on every system and never hidden. */
const fileName = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

const tensorInfo = z.object({
  name: z.string(),
  type: z.enum(['float32', 'int32', 'int64', 'uint8', 'bool']),
  /** A number, or a name for a dimension that is free. */
  dims: z.array(z.union([z.number().int().min(0), z.string()])).readonly(),
  meaning: z.string(),
});

/** An input or output of a model, and what its numbers mean. */
export type TensorInfo = Readonly<z.infer<typeof tensorInfo>>;

const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('npm'), package: z.string(), version: z.string() }),
  z.object({ kind: z.literal('hub'), repository: z.string(), revision: z.string() }),
  z.object({ kind: z.literal('trained'), run: z.string() }),
  z.object({ kind: z.literal('file'), origin: z.string() }),
]);

const preprocessingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    /** `fill` stretches, `cover` crops the middle, `inside` keeps the whole and its aspect. */
    fit: z.enum(['fill', 'cover', 'inside']),
    channels: z.enum(['rgb', 'bgr']),
    /** A channel's number is (value 0..255 × scale − mean) ÷ deviation. */
    scale: z.number(),
    mean: z.array(z.number()).length(3),
    deviation: z.array(z.number().positive()).length(3),
  }),
  z.object({ kind: z.literal('text'), tokenizer: z.string(), maxTokens: z.number().int() }),
  z.object({ kind: z.literal('none') }),
]);

/** How pixels or words become the numbers that a model takes. */
export type Preprocessing = z.infer<typeof preprocessingSchema>;

/** The `model.json` of a model folder: all that is to be known before its ONNX file is loaded. */
export const modelManifestSchema = z.object({
  format: z.literal(1),
  name: z
    .string()
    .max(120)
    .regex(/^[a-z0-9][a-z0-9._-]*$/),
  /** What it does: `image-embedding`, `object-detection`, `text-recognition` … */
  task: z.string(),
  source: sourceSchema,
  /** SPDX identifier. */
  licence: z.string(),
  /** Of `model.onnx`. */
  onnx: fileDigest,
  inputs: z.array(tensorInfo),
  preprocessing: preprocessingSchema,
  outputs: z.array(tensorInfo),
  /** Classes in the order of the model's outputs; empty where it has none. */
  labels: z.array(z.string()),
  /** Further files of the folder. */
  files: z.record(fileName, fileDigest),
  /**
   * Which of those files says what a trained model was trained on: a line an item, the keyed hash of
   * its id that deletion keeps, so that a model can be told to have learned from what is gone.
   */
  trainedOn: fileName.optional(),
  /** Measures of the model and what they are: `{"coco-map": 0.21}`. */
  metrics: z.record(z.string(), z.number()),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;

/** What the maker of a model says of it; the digests are taken from the files. */
export type ModelDescription = Omit<ModelManifest, 'format' | 'onnx' | 'files'>;
