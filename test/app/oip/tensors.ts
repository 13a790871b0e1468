import type { Datatype } from '../../../src/contracts/oip.ts';
import type { Tensor } from '../../../src/runtime/model.ts';

/** Inputs of the model of every type, two in a batch. */
export const tensors = {
  x: { type: 'float32', dims: [2, 3], data: Float32Array.of(0.1, -2.5, 3e7, 1, 1e-7, 0.7) },
  n: { type: 'int64', dims: [2], data: BigInt64Array.of(5n, -7n) },
  i: { type: 'int32', dims: [2], data: Int32Array.of(2 ** 31 - 1, -(2 ** 31)) },
  u: { type: 'uint8', dims: [2, 2], data: Uint8Array.of(0, 1, 254, 255) },
  f: { type: 'bool', dims: [2], data: Uint8Array.of(1, 0) },
} as const satisfies Record<string, Tensor>;

const datatypes: Readonly<Record<keyof typeof tensors, Datatype>> = {
  x: 'FP32',
  n: 'INT64',
  i: 'INT32',
  u: 'UINT8',
  f: 'BOOL',
};

/** A tensor as a request has it. */
export interface JsonTensor {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  readonly data: unknown[];
}

/** The same as the inputs of a request. */
export function tensorsAsJson({ isNested }: { readonly isNested: boolean }): JsonTensor[] {
  return (Object.keys(tensors) as (keyof typeof tensors)[]).map((name) => {
    const { type, dims, data } = tensors[name];
    const flat = [...data].map((value) => (type === 'bool' ? Boolean(value) : Number(value)));
    const [, columns] = dims;
    const rows = [0, 1].map((row) => flat.slice(row * (columns ?? 1), (row + 1) * (columns ?? 1)));
    const isMatrix = isNested && columns !== undefined;
    return { name, datatype: datatypes[name], shape: dims, data: isMatrix ? rows : flat };
  });
}

/** Little-endian, row-major. */
export function bytesOf({ data }: Pick<Tensor, 'data'>): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
