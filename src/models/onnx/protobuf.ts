/**
 * The wire format of Protocol Buffers as far as ONNX files need it: varints, 32-bit floats and
 * length-delimited fields. A message is its fields' bytes, one after another.
 * https://protobuf.dev/programming-guides/encoding
 */

const utf8 = new TextEncoder();

/** A field that holds an integer; negative numbers take the ten bytes of their 64-bit form. */
export function varintField(field: number, value: number | bigint): Uint8Array {
  return concatBytes([key(field, 0), varint(BigInt.asUintN(64, BigInt(value)))]);
}

/** A field that holds a 32-bit float. */
export function floatField(field: number, value: number): Uint8Array {
  return concatBytes([key(field, 5), new Uint8Array(Float32Array.of(value).buffer)]);
}

/** A field that holds bytes, or a message that is already encoded. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return concatBytes([key(field, 2), varint(BigInt(bytes.length)), bytes]);
}

/** A field that holds UTF-8 text. */
export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, utf8.encode(text));
}

/** A field that holds a message made of these fields. */
export function messageField(field: number, fields: readonly Uint8Array[]): Uint8Array {
  return bytesField(field, concatBytes(fields));
}

/** One array of all the bytes in order. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function key(field: number, wireType: number): Uint8Array {
  return varint(BigInt((field << 3) | wireType));
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
