import type { ServedRecord } from './served-record.ts';

/**
 * The records of an item as bytes: how long the JSON is (uint32), the JSON, where a vector is only
 * its length, and the numbers of all vectors as float32.
 */
export function encodeRecords(records: readonly ServedRecord[]): Buffer {
  const heads = records.map(({ vector, ...head }): StoredHead => ({
    ...head,
    ...(vector && { dims: vector.length }),
  }));
  const json = Buffer.from(JSON.stringify(heads));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.byteLength);
  const vectors = records.flatMap(({ vector }) => (vector ? [bytesOf(vector)] : []));
  return Buffer.concat([length, json, ...vectors]);
}

/** What `encodeRecords` was given. */
export function decodeRecords(bytes: Buffer): ServedRecord[] {
  const end = 4 + bytes.readUInt32LE(0);
  const heads = JSON.parse(bytes.toString('utf8', 4, end)) as StoredHead[];
  let at = bytes.byteOffset + end;
  return heads.map(({ dims, ...head }) => {
    if (dims === undefined) return { ...head, vector: undefined };
    const start = at;
    at += dims * Float32Array.BYTES_PER_ELEMENT;
    // Copied, because floats must begin where memory is aligned.
    return { ...head, vector: new Float32Array(bytes.buffer.slice(start, at)) };
  });
}

interface StoredHead extends Omit<ServedRecord, 'vector'> {
  readonly dims?: number;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
