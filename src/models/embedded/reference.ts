import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UnderstoryError } from '../../base/errors.ts';
import { seededRandom } from '../../base/random.ts';
import type { Model, Tensor, Tensors } from '../../runtime/model.ts';

const inputSchema = z.union([
  z.object({
    type: z.literal('float32'),
    dims: z.array(z.number()),
    /** Numbers in 0..scale from `seededRandom(seed)`, in the order of the ONNX model's input. */
    seed: z.number(),
    scale: z.number(),
  }),
  z.object({
    type: z.enum(['float32', 'int32']),
    dims: z.array(z.number()),
    data: z.array(z.number()),
  }),
]);

const referenceSchema = z.object({
  /** The runtime whose outputs these are. */
  madeWith: z.string(),
  inputs: z.record(z.string(), inputSchema),
  /** Of each output its shape and its first numbers. */
  outputs: z.record(
    z.string(),
    z.object({ dims: z.array(z.number()), start: z.array(z.number()) }),
  ),
});

/** What a model must answer to a fixed input, as the weights' own runtime answered. */
export type Reference = z.infer<typeof referenceSchema>;

/** Largest relative difference from the reference that is taken for rounding. */
const tolerance = 1e-3;

/** The reference of an embedded model, from `references/NAME.json`. */
export async function readReference(name: string): Promise<Reference> {
  const text = await readFile(new URL(`./references/${name}.json`, import.meta.url), 'utf8');
  return referenceSchema.parse(JSON.parse(text));
}

/** The tensors that a reference was made from. */
export function referenceFeeds(reference: Reference): Tensors {
  return Object.fromEntries(
    Object.entries(reference.inputs).map(([name, input]) => [name, tensorOf(input)]),
  );
}

/**
 * Runs a model on the input of its reference and compares.
 *
 * @returns The largest relative difference.
 * @throws UnderstoryError `reference-mismatch` (fault `model`) where an output has another shape or
 *   is further than 0.1 % from the reference.
 */
export async function checkReference(model: Model, reference: Reference): Promise<number> {
  const outputs = await model.run(referenceFeeds(reference));
  const differences = Object.entries(reference.outputs).map(([name, expected]) => {
    const actual = outputs[name];
    if (actual === undefined || actual.dims.join() !== expected.dims.join()) {
      throw mismatch(
        model,
        `the output ${name} has the shape [${actual?.dims.join(', ')}], not [${expected.dims.join(', ')}]`,
      );
    }
    const difference = relativeDifference(expected.start, actual.data);
    if (difference <= tolerance) return difference;
    throw mismatch(model, `the output ${name} differs by ${difference} of its numbers`);
  });
  return Math.max(...differences);
}

/**
 * The largest difference of a number, as a share of it plus a hundredth of the largest: small
 * numbers count beside large ones, noise around zero does not. NaN where the outputs hold one.
 */
function relativeDifference(expected: readonly number[], actual: Tensor['data']): number {
  const floor = Math.max(...expected.map(Math.abs)) / 100;
  return Math.max(
    ...expected.map(
      (value, at) => Math.abs(value - Number(actual[at])) / (Math.abs(value) + floor),
    ),
  );
}

function tensorOf(input: z.infer<typeof inputSchema>): Tensor {
  if ('seed' in input) {
    const random = seededRandom(input.seed);
    const length = input.dims.reduce((product, dim) => product * dim, 1);
    return {
      type: 'float32',
      dims: input.dims,
      data: Float32Array.from({ length }, () => random() * input.scale),
    };
  }
  const { type, dims, data } = input;
  return type === 'int32'
    ? { type, dims, data: Int32Array.from(data) }
    : { type, dims, data: Float32Array.from(data) };
}

function mismatch(model: Model, what: string): UnderstoryError {
  return new UnderstoryError(
    'model',
    'reference-mismatch',
    `The converted model ${model.name} does not answer as its own runtime did: ${what}. It is ` +
      'not used. Please report this with the version of the program and the kind of processor.',
  );
}
