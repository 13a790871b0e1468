import { z } from 'zod';
import { UnderstoryError } from '../../base/errors.ts';
import type { Tensor } from '../../runtime/model.ts';
import { readWeight, weightSchema } from './weights.ts';

const integer = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

const attributeSchema = z.object({
  i: integer.optional(),
  f: z.number().optional(),
  b: z.boolean().optional(),
  s: z.string().optional(),
  type: z.union([z.string(), z.number()]).optional(),
  list: z.object({ i: z.array(integer).optional(), s: z.array(z.string()).optional() }).optional(),
});

/** An attribute of a TensorFlow node as the JSON of a graph holds it; texts are base64. */
export type TfAttribute = z.infer<typeof attributeSchema>;

const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attributeSchema).default({}),
});

/** A node of a TensorFlow graph. Inputs are `name`, `name:output` or `^name` (order only). */
export type TfNode = z.infer<typeof nodeSchema>;

const modelSchema = z.object({
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(z.object({ weights: z.array(weightSchema) })),
});

/** A TensorFlow.js graph model in memory: nodes by name, and the values of its constants. */
export interface TfjsModel {
  readonly nodes: ReadonlyMap<string, TfNode>;
  readonly weights: ReadonlyMap<string, Tensor>;
}

/**
 * Reads a TensorFlow.js graph model.
 *
 * @param json The parsed `model.json`.
 * @param shards The weight files, joined in the order of its `weightsManifest`.
 * @throws UnderstoryError `tfjs-format` where either is not what the format says.
 */
export function readTfjsModel(json: unknown, shards: Uint8Array): TfjsModel {
  const parsed = modelSchema.safeParse(json);
  if (!parsed.success) {
    throw new UnderstoryError(
      'model',
      'tfjs-format',
      `Expected the model.json of a TensorFlow.js graph model; ${z.prettifyError(parsed.error)}`,
    );
  }
  const weights = new Map<string, Tensor>();
  let offset = 0;
  for (const { weights: specs } of parsed.data.weightsManifest) {
    for (const spec of specs) {
      const weight = readWeight(spec, shards.subarray(offset));
      weights.set(spec.name, weight.tensor);
      offset += weight.sizeBytes;
    }
  }
  if (offset !== shards.length) {
    throw new UnderstoryError(
      'model',
      'tfjs-format',
      `The manifest describes ${offset} bytes of weights, but the weight files hold ` +
        `${shards.length}; join all shards in the manifest's order.`,
    );
  }
  const nodes = new Map(parsed.data.modelTopology.node.map((node) => [node.name, node]));
  return { nodes, weights };
}
