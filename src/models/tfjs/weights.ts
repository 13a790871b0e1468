import { z } from 'zod';
import { UnderstoryError } from '../../base/errors.ts';
import type { Tensor } from '../../runtime/model.ts';
import { halfToFloat } from './half.ts';

const storedTypes = ['float32', 'int32', 'bool', 'uint8', 'uint16', 'float16'] as const;

export const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(0)),
  dtype: z.enum(['float32', 'int32', 'bool']),
  quantization: z
    .object({
      dtype: z.enum(['uint8', 'uint16', 'float16']),
      min: z.number().default(0),
      scale: z.number().default(1),
    })
    .optional(),
});

/** How a weight lies in the weight files. Quantised: value = stored × scale + min. */
export type WeightSpec = z.infer<typeof weightSchema>;

const bytesEach: Readonly<Record<(typeof storedTypes)[number], number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** Reads the weight that starts at the first of these bytes, and says how many it took. */
export function readWeight(
  spec: WeightSpec,
  bytes: Uint8Array,
): { readonly tensor: Tensor; readonly sizeBytes: number } {
  const length = spec.shape.reduce((product, dim) => product * dim, 1);
  const stored = spec.quantization?.dtype ?? spec.dtype;
  const sizeBytes = length * bytesEach[stored];
  if (sizeBytes > bytes.length) {
    throw new UnderstoryError(
      'model',
      'tfjs-format',
      `The weight ${spec.name} needs ${sizeBytes} bytes, but the weight files hold only ` +
        `${bytes.length} more: a shard is missing or cut short.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, sizeBytes);
  return { tensor: tensorOf(spec, length, storedNumber(stored, view)), sizeBytes };
}

function storedNumber(type: (typeof storedTypes)[number], view: DataView) {
  switch (type) {
    case 'float32':
      return (index: number) => view.getFloat32(index * 4, true);
    case 'int32':
      return (index: number) => view.getInt32(index * 4, true);
    case 'float16':
      return (index: number) => halfToFloat(view.getUint16(index * 2, true));
    case 'uint16':
      return (index: number) => view.getUint16(index * 2, true);
    case 'uint8':
    case 'bool':
      return (index: number) => view.getUint8(index);
  }
}

function tensorOf(spec: WeightSpec, length: number, stored: (index: number) => number): Tensor {
  const { scale, min } = spec.quantization ?? { scale: 1, min: 0 };
  const value = (_: unknown, index: number) => stored(index) * scale + min;
  const rounded = (_: unknown, index: number) => Math.round(stored(index) * scale + min);
  const dims = spec.shape;
  switch (spec.dtype) {
    case 'float32':
      return { type: 'float32', dims, data: Float32Array.from({ length }, value) };
    case 'int32':
      return { type: 'int32', dims, data: Int32Array.from({ length }, rounded) };
    case 'bool':
      return { type: 'bool', dims, data: Uint8Array.from({ length }, rounded) };
  }
}
