import { UnderstoryError } from '../../base/errors.ts';
import type { Model, Tensor } from '../../runtime/model.ts';
import type { EncoderSpec } from './encoder-spec.ts';

/**
 * The L2-normalised vector of one unit from a model's output.
 *
 * @param mask 1 for tokens of the text and 0 for padding; undefined where there is none.
 * @throws UnderstoryError `model-output` (fault `model`) where the output is not as promised.
 */
export function pool(
  model: Model,
  tensor: Tensor | undefined,
  { output, pooling }: Pick<EncoderSpec, 'output' | 'pooling'>,
  mask?: readonly number[],
): Float32Array {
  if (tensor?.type !== 'float32' || !(tensor.data instanceof Float32Array)) {
    throw unexpected(model, `${output} is not there as float32`);
  }
  const { dims, data } = tensor;
  const ranks = { none: 2, first: 3, mean: 3, 'spatial-mean': 4 } as const;
  if (dims.length !== ranks[pooling] || dims[0] !== 1) {
    throw unexpected(model, `${output} has the shape [${dims.join(', ')}]`);
  }
  if (pooling === 'mean') return normalised(model, tokenMean(data, dims[2] ?? 0, mask));
  if (pooling === 'spatial-mean') return normalised(model, placeMean(data, dims[1] ?? 0));
  return normalised(model, data.slice(0, dims.at(-1)));
}

function tokenMean(data: Float32Array, width: number, mask: readonly number[] | undefined) {
  const sum = new Float32Array(width);
  for (let start = 0, token = 0; start < data.length; start += width, token++) {
    if (mask?.[token] === 0) continue;
    for (let i = 0; i < width; i++) sum[i] = (sum[i] ?? 0) + (data[start + i] ?? 0);
  }
  return sum;
}

function placeMean(data: Float32Array, channels: number): Float32Array {
  const places = data.length / channels;
  return Float32Array.from({ length: channels }, (_, channel) =>
    data.subarray(channel * places, (channel + 1) * places).reduce((sum, value) => sum + value, 0),
  );
}

function normalised(model: Model, vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) {
    throw unexpected(model, 'the vector has no direction: it is zero or not a number');
  }
  return vector.map((value) => value / length);
}

function unexpected(model: Model, what: string): UnderstoryError {
  return new UnderstoryError(
    'model',
    'model-output',
    `The model ${model.name} did not give the embedding it promises: ${what}.`,
  );
}
