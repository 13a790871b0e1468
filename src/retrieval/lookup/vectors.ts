import type { SignalRead } from '../../consumers/ledger/record.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { readOf, type LookupStores } from '../lookup.ts';
import { requireVector, type AskedVector } from './asked-vector.ts';
import type { LookupPlan } from './plan.ts';

/** Vectors of one version as a matrix of float32, little-endian. */
export interface VectorMatrix extends AskedVector {
  /** One an id, in the order of the ids; of NaN where an item has no vector. */
  readonly rows: number;
  readonly bytes: Buffer;
  readonly reads: readonly SignalRead[];
}

/** @throws input `one-signal`, `no-embedding` */
export async function lookUpVectors(
  ids: readonly string[],
  { refs, asOf, registry }: LookupPlan,
  { signals }: Pick<LookupStores, 'signals'>,
): Promise<VectorMatrix> {
  const { ref, dims } = requireVector(refs, registry);
  const table = await tableOf(signals, ref);
  const unique = [...new Set(ids)];
  const records =
    asOf === undefined ? await table.recordsOf(unique) : await table.recordsAsOf(unique, asOf);
  const vectors = new Map<string, readonly number[]>();
  for (const { item, part, value } of records) {
    if (part === '' && value !== null && 'vector' in value) vectors.set(item, value.vector);
  }
  const bytes = matrixOf(
    ids.map((id) => vectors.get(id)),
    dims,
  );
  return { ref, rows: ids.length, dims, bytes, reads: [readOf(ref, vectors.size)] };
}

/** Float32, little-endian, `[vectors, dims]`; of NaN where there is no vector. */
export function matrixOf(
  vectors: readonly (readonly number[] | undefined)[],
  dims: number,
): Buffer {
  const bytes = Buffer.alloc(vectors.length * dims * Float32Array.BYTES_PER_ELEMENT);
  for (const [row, vector] of vectors.entries()) {
    for (let column = 0; column < dims; column += 1) {
      bytes.writeFloatLE(vector?.[column] ?? Number.NaN, (row * dims + column) * 4);
    }
  }
  return bytes;
}
