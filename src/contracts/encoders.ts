import { z } from 'zod';
import { poolings } from './signals-api.ts';
import type { SignalName } from './values.ts';

/** The signals that a model alone makes versions of. */
export const recipeSignals = [
  'image_embedding',
  'crop_embedding',
  'text_embedding',
] as const satisfies readonly SignalName[];

/** `GET /v1/signals/{name}/encoders`: the models of the server's machine that can make a version. */
export const encodersSchema = z.object({
  encoders: z.array(
    z.object({
      model: z.string(),
      /** Whence to have it again: `hf:owner/name@commit`. */
      origin: z.string(),
      /** SPDX identifier. */
      licence: z.string(),
      /** Of its ONNX file. */
      sizeBytes: z.number(),
      /** How its tokens may become one vector; the first as its repository says. */
      poolings: z.array(z.enum(poolings)).min(1),
      /** The versions that it makes already; dropped ones are left out. */
      makes: z.array(z.string()),
    }),
  ),
});
export type Encoders = z.infer<typeof encodersSchema>;
export type Encoder = Encoders['encoders'][number];
