import { z } from 'zod';

/**
 * The JSON of the Open Inference Protocol v2
 * (https://github.com/kserve/open-inference-protocol, `specification/protocol`).
 */

/** Those of the protocol's datatypes that models have here. */
export const datatypes = ['FP32', 'INT32', 'INT64', 'UINT8', 'BOOL'] as const;
export type Datatype = (typeof datatypes)[number];

/** Of a request's body: JSON and binary data together. */
export const mostInferenceBytes = 32 * 2 ** 20;
/** Of its JSON alone: numbers as text take more than they are worth. */
export const mostInferenceJsonBytes = 16 * 2 ** 20;
/** Numbers of an output that are given as JSON; more are given as binary data only. */
export const mostJsonNumbers = 2 ** 21;
/** Of all outputs of an answer. */
export const mostOutputBytes = 64 * 2 ** 20;

/** What a run may take from when its request came. */
export const inferenceDeadlineMs = 60_000;

/** How much of a body is JSON, where binary tensor data follow. */
export const inferenceHeader = 'inference-header-content-length';

const name = z.string().max(1000);

const requestInputSchema = z.object({
  name,
  datatype: z.enum(datatypes),
  shape: z.array(z.number().int().min(1)).max(16).readonly(),
  /** Of parameters those of binary tensor data are used; all others are taken and ignored. */
  parameters: z.looseObject({ binary_data_size: z.number().int().min(0).optional() }).optional(),
  /** Looked at only once the shape is known to be that of the model. */
  data: z.unknown().optional(),
});
export type RequestInput = z.infer<typeof requestInputSchema>;

const requestOutputSchema = z.object({
  name,
  parameters: z.looseObject({ binary_data: z.boolean().optional() }).optional(),
});

export const inferenceRequestSchema = z.object({
  id: name.optional(),
  parameters: z.looseObject({ binary_data_output: z.boolean().optional() }).optional(),
  inputs: z.array(requestInputSchema).max(1000),
  outputs: z.array(requestOutputSchema).max(1000).optional(),
});
export type InferenceRequest = z.infer<typeof inferenceRequestSchema>;

const tensorMetadataSchema = z.object({
  name: z.string(),
  datatype: z.enum(datatypes),
  /** −1 where any size is taken. */
  shape: z.array(z.number().int().min(-1)),
});
export type TensorMetadata = z.infer<typeof tensorMetadataSchema>;

export const serverMetadataSchema = z.object({
  name: z.string(),
  version: z.string(),
  extensions: z.array(z.string()),
});
export type ServerMetadata = z.infer<typeof serverMetadataSchema>;

export const modelMetadataSchema = z.object({
  name: z.string(),
  versions: z.array(z.string()),
  platform: z.string(),
  inputs: z.array(tensorMetadataSchema),
  outputs: z.array(tensorMetadataSchema),
  properties: z.record(z.string(), z.string()),
});
export type ModelMetadata = z.infer<typeof modelMetadataSchema>;

/** The head of an answer; where outputs are binary data, `data` is not there. */
export const inferenceAnswerSchema = z.object({
  model_name: z.string(),
  model_version: z.string(),
  id: z.string().optional(),
  outputs: z.array(
    z.object({
      name: z.string(),
      datatype: z.enum(datatypes),
      shape: z.array(z.number().int().min(0)),
      parameters: z.object({ binary_data_size: z.number().int().min(0) }).optional(),
      data: z.array(z.union([z.number(), z.string(), z.boolean()])).optional(),
    }),
  ),
});

export const inferenceErrorSchema = z.object({ error: z.string() });
