import { z } from 'zod';

/**
 * How an encoder turns a picture or a text into a vector. It lies in the model's folder as
 * `encoder.json`, made from the repository's own configuration, so that whoever has the model can
 * run it.
 */
export const encoderFile = 'encoder.json';

const output = {
  /** The output that the vector is made of. */
  output: z.string(),
  /**
   * `none`: it is `[1, dims]`; `first`: the first token of `[1, tokens, dims]`; `mean`: the mean
   * over tokens that are not padding; `spatial-mean`: over the places of `[1, dims, height, width]`.
   */
  pooling: z.enum(['none', 'first', 'mean', 'spatial-mean']),
  /** Vectors can be compared within one space only. A pair of encoders shares one. */
  space: z.string(),
};

const side = z.number().int().min(1).max(4096);

export const imageSpecSchema = z.object({
  kind: z.literal('image'),
  input: z.string(),
  resize: z.discriminatedUnion('to', [
    z.object({ to: z.literal('exact'), width: side, height: side }),
    z.object({ to: z.literal('shorter-side'), pixels: side }),
    z.object({ to: z.literal('none') }),
  ]),
  filter: z.enum(['nearest', 'linear', 'cubic', 'lanczos3']),
  /** Cut out of the middle, padded with black where the picture is smaller. */
  crop: z.object({ width: side, height: side }).nullable(),
  /** A channel's number is (value 0..255 × scale − mean) ÷ deviation. */
  scale: z.number().positive(),
  mean: z.array(z.number()).length(3),
  deviation: z.array(z.number().positive()).length(3),
  ...output,
});

export const textSpecSchema = z.object({
  kind: z.literal('text'),
  /** Names of the inputs; only the first is required. */
  inputs: z.object({
    ids: z.string(),
    mask: z.string().nullable(),
    types: z.string().nullable(),
  }),
  maxTokens: z.number().int().min(2).max(8192),
  /** Every text is padded to `maxTokens`, as models trained that way need it. */
  padToMax: z.boolean(),
  padId: z.number().int().min(0),
  ...output,
});

export const encoderSpecSchema = z.discriminatedUnion('kind', [imageSpecSchema, textSpecSchema]);

export type ImageSpec = z.infer<typeof imageSpecSchema>;
export type TextSpec = z.infer<typeof textSpecSchema>;
export type EncoderSpec = z.infer<typeof encoderSpecSchema>;
