/** Where a row lies in its Lance table: the upper and lower half of its row id, in one bucket. */
export interface RowPlace {
  readonly bucket: number;
  readonly fragment: number;
  readonly offset: number;
}

/** Whose vector a row of an index is, and where in the table it came from. */
export interface RowKey extends RowPlace {
  readonly item: string;
  readonly part: string;
  /** Tells values of one item and part from each other. */
  readonly stamp: number;
}

/** Stamp (float64), bucket, fragment, offset, and the bytes of the item and of the part. */
const headBytes = 8 + 5 * 4;

/** Keys one after the other, each a head and its texts in UTF-8; numbers are little-endian. */
export function encodeRowKeys(keys: readonly RowKey[]): Buffer {
  const texts = keys.map(({ item, part }) => [Buffer.from(item), Buffer.from(part)] as const);
  const size = texts.reduce((sum, [item, part]) => sum + item.length + part.length, 0);
  const bytes = Buffer.alloc(keys.length * headBytes + size);
  let at = 0;
  for (const [row, { stamp, bucket, fragment, offset }] of keys.entries()) {
    const [item, part] = texts[row] ?? [Buffer.alloc(0), Buffer.alloc(0)];
    at = bytes.writeDoubleLE(stamp, at);
    for (const number of [bucket, fragment, offset, item.length, part.length]) {
      at = bytes.writeUInt32LE(number, at);
    }
    at += item.copy(bytes, at);
    at += part.copy(bytes, at);
  }
  return bytes;
}

/** @throws RangeError where the bytes end within a key. */
export function* decodeRowKeys(bytes: Buffer): Generator<RowKey> {
  let at = 0;
  const text = (length: number): string => {
    if (at + length > bytes.length) throw new RangeError('The keys of an index are cut off.');
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  while (at < bytes.length) {
    const stamp = bytes.readDoubleLE(at);
    const [bucket, fragment, offset, itemBytes, partBytes] = [8, 12, 16, 20, 24].map((place) =>
      bytes.readUInt32LE(at + place),
    );
    at += headBytes;
    const item = text(itemBytes ?? 0);
    const part = text(partBytes ?? 0);
    yield {
      item,
      part,
      stamp,
      bucket: bucket ?? 0,
      fragment: fragment ?? 0,
      offset: offset ?? 0,
    };
  }
}
