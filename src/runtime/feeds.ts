import type { InferenceSession } from 'onnxruntime-node';
import { UnderstoryError } from '../base/errors.ts';
import type { Tensor, Tensors } from './model.ts';

const arrays = {
  float32: Float32Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

/**
 * Compares the tensors that a model is given with the inputs that it declares.
 *
 * @throws UnderstoryError `model-feeds` for a missing or unknown name, another element type, an
 *   array of another kind or length than type and shape say, or a shape that does not fit.
 */
export function checkFeeds(
  model: string,
  declared: readonly InferenceSession.ValueMetadata[],
  feeds: Tensors,
): void {
  const names = new Set(declared.map(({ name }) => name));
  for (const name of Object.keys(feeds)) {
    if (!names.has(name)) throw refuse(model, `takes no input ${name}; it takes ${list(names)}`);
  }
  for (const input of declared) {
    const feed = feeds[input.name];
    if (feed === undefined) throw refuse(model, `needs the input ${input.name}`);
    const fault = input.isTensor
      ? faultOf(feed, input.type, input.shape)
      : 'is not a tensor, which is not supported';
    if (fault !== undefined) throw refuse(model, `got a wrong input: ${input.name} ${fault}`);
  }
}

function faultOf(feed: Tensor, type: string, shape: readonly (number | string)[]) {
  if (feed.type !== type) return `must be ${type}, not ${feed.type}`;
  const expected = arrays[feed.type];
  if (!(feed.data instanceof expected)) return `must hold a ${expected.name}`;
  const length = feed.dims.reduce((product, dim) => product * dim, 1);
  if (feed.data.length !== length) {
    return `has the shape [${feed.dims.join(', ')}] (${length} numbers), but ${feed.data.length} numbers`;
  }
  const fits =
    feed.dims.length === shape.length &&
    shape.every((dim, axis) => typeof dim === 'string' || dim < 0 || dim === feed.dims[axis]);
  return fits
    ? undefined
    : `must have the shape [${shape.join(', ')}], not [${feed.dims.join(', ')}]`;
}

function list(names: ReadonlySet<string>): string {
  return [...names].join(', ');
}

function refuse(model: string, what: string): UnderstoryError {
  return new UnderstoryError('model', 'model-feeds', `The model ${model} ${what}.`);
}
