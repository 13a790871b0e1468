import { z } from 'zod';

/**
 * The messages of the protocol's gRPC service that this program reads, as they are decoded by
 * `open-inference.proto`: 64-bit integers are text.
 */

const contentsSchema = z.object({
  bool_contents: z.array(z.boolean()),
  int_contents: z.array(z.number()),
  int64_contents: z.array(z.string()),
  uint_contents: z.array(z.number()),
  fp32_contents: z.array(z.number()),
});
export type TypedContents = z.infer<typeof contentsSchema>;

const inputSchema = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(z.string()),
  contents: contentsSchema.nullable(),
});
export type InferInput = z.infer<typeof inputSchema>;

export const inferMessageSchema = z.object({
  model_name: z.string(),
  model_version: z.string(),
  id: z.string(),
  inputs: z.array(inputSchema),
  outputs: z.array(z.object({ name: z.string() })),
  raw_input_contents: z.array(z.instanceof(Buffer)),
});
export type InferMessage = z.infer<typeof inferMessageSchema>;

export const modelMessageSchema = z.object({ name: z.string(), version: z.string() });
