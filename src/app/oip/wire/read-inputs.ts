import { inputError } from '../../../base/errors.ts';
import type { RequestInput } from '../../../contracts/oip.ts';
import type { TensorInfo } from '../../../models/manifest.ts';
import type { Tensor, Tensors } from '../../../runtime/model.ts';
import { readBinaryData } from './binary-data.ts';
import { datatypeOf, representations } from './datatype.ts';
import { readJsonData } from './json-data.ts';
import type { ReadRequest } from './read-request.ts';

/**
 * The tensors of a request, checked against what its model takes before their data are looked at.
 *
 * @throws input `unknown-input`, `missing-input`, `repeated-input`, `wrong-datatype`,
 *   `wrong-shape`, `tensor-data`
 */
export function readInputs(
  { request, binary }: ReadRequest,
  declared: readonly TensorInfo[],
): Tensors {
  const byName = new Map(declared.map((info) => [info.name, info]));
  const tensors = new Map<string, Tensor>();
  let at = 0;
  for (const input of request.inputs) {
    const { name, datatype, shape } = input;
    const info = byName.get(name);
    const known = [...byName.keys()].join(', ');
    if (!info) {
      throw inputError(
        'unknown-input',
        `The model takes no input ${JSON.stringify(name)}; it takes ${known}.`,
      );
    }
    if (tensors.has(name)) throw inputError('repeated-input', `The input ${name} came twice.`);
    checkAgainst(info, input);
    const length = shape.reduce((product, dim) => product * dim, 1);
    const size = binarySizeOf(input);
    const bytes = size === undefined ? undefined : binary.subarray(at, at + size);
    at += size ?? 0;
    const data = bytes
      ? readBinaryData(input, bytes, length)
      : readJsonData(input, input.data, length);
    tensors.set(name, { type: representations[datatype].type, dims: shape, data });
  }
  const missing = declared.filter(({ name }) => !tensors.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw inputError('missing-input', `The model needs the input ${missing.join(', ')} too.`);
  }
  if (at !== binary.byteLength) {
    throw inputError(
      'tensor-data',
      `The inputs say ${at} bytes of binary data (binary_data_size), but ${binary.byteLength} came.`,
    );
  }
  return Object.fromEntries(tensors);
}

function checkAgainst(info: TensorInfo, { name, datatype, shape }: RequestInput): void {
  const expected = datatypeOf(info.type);
  if (datatype !== expected) {
    throw inputError('wrong-datatype', `Expected ${name} to be ${expected}, got ${datatype}.`);
  }
  const fits =
    shape.length === info.dims.length &&
    info.dims.every((dim, axis) => typeof dim === 'string' || dim === shape[axis]);
  if (!fits) {
    const dims = info.dims.map((dim) => (typeof dim === 'string' ? -1 : dim));
    throw inputError(
      'wrong-shape',
      `Expected ${name} to have the shape [${dims.join(', ')}] (-1: any size), got [${shape.join(', ')}].`,
    );
  }
}

function binarySizeOf({ name, parameters, data }: RequestInput): number | undefined {
  const size = parameters?.binary_data_size;
  if (size === undefined || data === undefined) return size;
  throw inputError('tensor-data', `Expected ${name} to have data or binary_data_size, got both.`);
}
