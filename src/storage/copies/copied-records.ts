import type { SignalRecord } from '../lance/signal-table.ts';

/**
 * The records of an item as bytes: how long the JSON is (uint32), the JSON, where a vector is only
 * its length, and the numbers of all vectors as float32. A table holds vectors as float32: nothing
 * is lost.
 */
export function encodeRecords(records: readonly SignalRecord[]): Buffer {
  const numbers: number[] = [];
  const heads = records.map((record): StoredRecord => {
    const { value } = record;
    if (value === null || !('vector' in value)) return record;
    numbers.push(...value.vector);
    return { ...record, value: { ...value, vector: value.vector.length } };
  });
  const json = Buffer.from(JSON.stringify(heads));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.byteLength);
  const vectors = Float32Array.from(numbers);
  return Buffer.concat([length, json, new Uint8Array(vectors.buffer)]);
}

/** What `encodeRecords` was given. */
export function decodeRecords(bytes: Buffer): SignalRecord[] {
  const end = 4 + bytes.readUInt32LE(0);
  const records = JSON.parse(bytes.toString('utf8', 4, end)) as StoredRecord[];
  // Copied, because floats must begin where memory is aligned.
  const numbers = new Float32Array(new Uint8Array(bytes.subarray(end)).buffer);
  let at = 0;
  return records.map((record) => {
    const { value } = record;
    if (value === null || !('vector' in value)) return record as SignalRecord;
    const dims = Number(value.vector);
    const vector = [...numbers.subarray(at, at + dims)];
    at += dims;
    return { ...record, value: { ...value, vector } } as unknown as SignalRecord;
  });
}

type StoredRecord = Omit<SignalRecord, 'value'> & { readonly value: object | null };
