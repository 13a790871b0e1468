import { inputError } from '../../../base/errors.ts';
import type { Datatype } from '../../../contracts/oip.ts';
import type { InferInput, TypedContents } from './messages.ts';

/**
 * The typed contents of an input as binary tensor data.
 *
 * @throws input `tensor-data` for contents of a datatype that no model has here, or a number that
 *   is none of a UINT8.
 */
export function packContents({ name, datatype, contents }: InferInput): Uint8Array {
  if (contents === null) {
    throw inputError(
      'tensor-data',
      `Expected ${name} to have contents, or all inputs to have raw_input_contents.`,
    );
  }
  switch (datatype) {
    case 'FP32':
      return bytesOf(Float32Array.from(contents.fp32_contents));
    case 'INT32':
      return bytesOf(Int32Array.from(contents.int_contents));
    case 'INT64':
      return bytesOf(BigInt64Array.from(contents.int64_contents, BigInt));
    case 'BOOL':
      return Uint8Array.from(contents.bool_contents, Number);
    case 'UINT8':
      return Uint8Array.from(contents.uint_contents, (value) => {
        if (value <= 255) return value;
        throw inputError('tensor-data', `Expected numbers up to 255 in ${name}, got ${value}.`);
      });
    default:
      throw inputError(
        'wrong-datatype',
        `Expected the datatype of ${name} to be FP32, INT32, INT64, UINT8 or BOOL, got ${JSON.stringify(datatype)}.`,
      );
  }
}

/** Binary tensor data as the contents of its datatype. */
export function unpackContents(datatype: Datatype, bytes: Uint8Array): Partial<TypedContents> {
  const own = Uint8Array.from(bytes);
  switch (datatype) {
    case 'FP32':
      return { fp32_contents: [...new Float32Array(own.buffer)] };
    case 'INT32':
      return { int_contents: [...new Int32Array(own.buffer)] };
    case 'INT64':
      return { int64_contents: [...new BigInt64Array(own.buffer)].map(String) };
    case 'BOOL':
      return { bool_contents: [...own].map(Boolean) };
    case 'UINT8':
      return { uint_contents: [...own] };
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
