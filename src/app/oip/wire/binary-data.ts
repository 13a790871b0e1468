import { inputError } from '../../../base/errors.ts';
import type { Datatype } from '../../../contracts/oip.ts';
import type { Tensor } from '../../../runtime/model.ts';
import { representations } from './datatype.ts';

/**
 * The numbers of binary tensor data: row-major, without padding, little-endian, as this program's
 * platforms have them in memory.
 *
 * @param length The product of the shape.
 * @throws input `tensor-data` where the bytes are more or fewer than the shape says, or one of a
 *   BOOL is neither 0 nor 1.
 */
export function readBinaryData(
  { name, datatype }: { readonly name: string; readonly datatype: Datatype },
  bytes: Uint8Array,
  length: number,
): Tensor['data'] {
  const expected = length * representations[datatype].bytes;
  if (bytes.byteLength !== expected) {
    throw inputError(
      'tensor-data',
      `Expected ${expected} bytes of binary data for ${name} (${length} of ${datatype}), got ${bytes.byteLength}.`,
    );
  }
  // A copy of its own begins where its elements may begin.
  const own = Uint8Array.from(bytes);
  switch (datatype) {
    case 'FP32':
      return new Float32Array(own.buffer);
    case 'INT32':
      return new Int32Array(own.buffer);
    case 'INT64':
      return new BigInt64Array(own.buffer);
    case 'UINT8':
      return own;
    case 'BOOL': {
      const at = own.findIndex((byte) => byte > 1);
      if (at < 0) return own;
      throw inputError('tensor-data', `Expected 0 or 1 at ${at} of ${name}, got ${own[at]}.`);
    }
  }
}

export function writeBinaryData({ data }: Pick<Tensor, 'data'>): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
