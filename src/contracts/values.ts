import { z } from 'zod';
import { boxSchema } from './box.ts';
import { vectorSchema } from './vector.ts';

/**
 * The value of every signal. One schema gives the TypeScript type, the columns of the table and
 * the JSON of the interface. Only objects, arrays, strings, numbers, booleans and enums are used.
 */

const share = z.number().min(0).max(1);

export const imageEmbeddingDims = 344;
export const imageEmbedding2Dims = 568;
export const textEmbeddingDims = 512;

export const imageEmbeddingValue = z.object({ vector: vectorSchema(imageEmbeddingDims) });

/** Version 2, of 568 numbers. */
export const imageEmbeddingValue2 = z.object({ vector: vectorSchema(imageEmbedding2Dims) });

export const textEmbeddingValue = z.object({ vector: vectorSchema(textEmbeddingDims) });

export const objectsValue = z.object({
  objects: z.array(z.object({ label: z.string(), score: share, box: boxSchema })),
});

/** One row a box: its part is `o0`, `o1`, … in the order of `objects`. */
export const cropEmbeddingValue = z.object({
  label: z.string(),
  score: share,
  box: boxSchema,
  vector: vectorSchema(imageEmbeddingDims),
});

/** Version 2, in the space of version 2 of `image_embedding`. */
export const cropEmbeddingValue2 = cropEmbeddingValue.extend({
  vector: vectorSchema(imageEmbedding2Dims),
});

export const ocrValue = z.object({
  /** The lines in reading order, joined by line feeds. */
  text: z.string(),
  lines: z.array(
    z.object({
      text: z.string(),
      confidence: share,
      /** Corners x1, y1 … x4, y4, clockwise from the start of the text, relative to the image. */
      quad: z.array(z.number()).length(8),
    }),
  ),
  /** The share of the image that text lines cover. */
  area: share,
});

export const languageValue = z.object({
  /** ISO 639-1 of the longest sure field, or `und`. */
  primary: z.string(),
  fields: z.array(
    z.object({
      field: z.enum(['title', 'description', 'tags', 'ocr']),
      code: z.string(),
      confidence: share,
    }),
  ),
});

export const keyphrasesValue = z.object({
  phrases: z.array(z.object({ phrase: z.string(), score: share, language: z.string() })),
});

export const topicsValue = z.object({
  topics: z.array(
    z.object({
      /** Slash-separated path of slugs from the root: `food-and-drink/baking/bread`. */
      id: z.string(),
      level: z.number().int().min(1).max(3),
      label: z.string(),
      score: share,
    }),
  ),
});

export const safetyTiers = ['safe', 'sensitive', 'unsafe'] as const;

export const safetyValue = z.object({
  /** `sensitive` is blurred until revealed; `unsafe` is also left out of search by default. */
  tier: z.enum(safetyTiers),
  /** 0 harmless … 1 certainly harmful: the largest score of the labels. */
  score: share,
  /** Probabilities of the image model, summing to 1; absent where there is no image. */
  image: z
    .object({ drawing: share, hentai: share, neutral: share, porn: share, sexy: share })
    .optional(),
  medium: z.enum(['photo', 'drawing', 'none']),
  labels: z.array(
    z.object({
      category: z.string(),
      subcategory: z.string(),
      label: z.string(),
      score: share,
      from: z.enum(['image', 'title', 'description', 'tags', 'ocr']),
    }),
  ),
});

export const imageQualityValue = z.object({
  sharpness: share,
  exposure: share,
  contrast: share,
  /** 0 clean … 1 noisy. */
  noise: share,
  resolution: share,
  /** Share of the image taken by a uniform border or letterbox. */
  border: share,
  /** Share of the image covered by text. */
  textOverlay: share,
  /** Share of the image that is one flat colour. */
  blank: share,
  score: share,
});

export const textQualityValue = z.object({
  words: z.number().int().min(0),
  allCaps: share,
  repetition: share,
  links: z.number().int().min(0),
  emojiShare: share,
  clickbait: share,
  score: share,
});

export const paletteValue = z.object({
  colours: z.array(
    z.object({
      name: z.string(),
      hex: z.string(),
      /** CIELAB (D65): L* 0..100, a*, b*. */
      lab: z.array(z.number()).length(3),
      share,
    }),
  ),
});

export const perceptualHashValue = z.object({
  /** PDQ, 256 bits as 64 hex digits. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** 0..100; at 49 and below the hash says nothing. */
  quality: z.number().int().min(0).max(100),
});

export const nearDuplicatesValue = z.object({
  /** The id of the item that the cluster is built around. */
  cluster: z.string(),
  size: z.number().int().min(1),
  /** What ties this item to the one the cluster is built around; `first` for that one itself. */
  decidedBy: z.enum(['hash', 'embedding', 'first']),
  /** Hamming distance (0..256) for `hash`, 1 − cosine for `embedding`, 0 for `first`. */
  distance: z.number(),
});

export const videoValue = z.object({
  durationSeconds: z.number().min(0),
  width: z.number().int(),
  height: z.number().int(),
  frameRate: z.number(),
  codec: z.string(),
  hasAudio: z.boolean(),
  shots: z.array(
    z.object({
      startSeconds: z.number(),
      endSeconds: z.number(),
      /** The moment shown for this shot; its image signals are the part `k0`, `k1`, … */
      keyframeSeconds: z.number(),
    }),
  ),
});

/** Every signal and the schema of its value: the one list of names. */
export const signalValues = {
  image_embedding: imageEmbeddingValue,
  text_embedding: textEmbeddingValue,
  objects: objectsValue,
  crop_embedding: cropEmbeddingValue,
  ocr: ocrValue,
  language: languageValue,
  keyphrases: keyphrasesValue,
  topics: topicsValue,
  safety: safetyValue,
  image_quality: imageQualityValue,
  text_quality: textQualityValue,
  palette: paletteValue,
  perceptual_hash: perceptualHashValue,
  near_duplicates: nearDuplicatesValue,
  video: videoValue,
} as const;

export type SignalName = keyof typeof signalValues;

export type SignalValue<Name extends SignalName> = z.infer<(typeof signalValues)[Name]>;

/** The values known of one unit so far, by signal. */
export type SignalValues = { readonly [Name in SignalName]?: SignalValue<Name> };

export const signalNames = Object.keys(signalValues) as readonly SignalName[];
