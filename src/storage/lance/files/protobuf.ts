/** A field of a message: a number (varint), or bytes that are text, a message or packed values. */
export interface WireField {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

/**
 * The fields of a protobuf message in the order in which they lie there.
 * https://protobuf.dev/programming-guides/encoding/
 *
 * @throws RangeError where the bytes end within a field or are no message.
 */
export function* fieldsOf(message: Uint8Array): Generator<WireField> {
  let at = 0;

  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at];
      if (byte === undefined) throw new RangeError('A protobuf message ends within a number.');
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new RangeError('A number of a protobuf message has more than ten bytes.');
  };

  const bytes = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('A protobuf message is cut off.');
    at += length;
    return message.subarray(at - length, at);
  };

  while (at < message.length) {
    const key = Number(varint());
    const number = key >>> 3;
    const wireType = key & 7;
    if (wireType === 0) yield { number, value: varint() };
    else if (wireType === 1) yield { number, value: bytes(8) };
    else if (wireType === 2) yield { number, value: bytes(Number(varint())) };
    else if (wireType === 5) yield { number, value: bytes(4) };
    else throw new RangeError(`A protobuf message has the wire type ${wireType}.`);
  }
}

/** All submessages, texts or byte strings of this number. */
export function bytesOf(message: Uint8Array, number: number): Uint8Array[] {
  return [...fieldsOf(message)].flatMap((field) =>
    field.number === number && typeof field.value !== 'bigint' ? [field.value] : [],
  );
}

/** The last number of this field, which is the one that counts; undefined where it is absent. */
export function findNumber(message: Uint8Array, number: number): bigint | undefined {
  return [...fieldsOf(message)].reduce<bigint | undefined>(
    (last, field) =>
      field.number === number && typeof field.value === 'bigint' ? field.value : last,
    undefined,
  );
}

/** As `findNumber`, with 0 where it is absent: what protobuf leaves out is 0. */
export function numberOf(message: Uint8Array, number: number): bigint {
  return findNumber(message, number) ?? 0n;
}
