import { endianness } from 'node:os';
import type { SignalRead } from '../../consumers/ledger/record.ts';
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
  const table = await signals.table(ref);
  const unique = [...new Set(ids)];
  const records =
    asOf === undefined ? await table.recordsOf(unique) : await table.recordsAsOf(unique, asOf);
  const vectors = new Map<string, Float32Array>();
  for (const [item, own] of records) {
    const vector = own.find(({ part }) => part === '')?.vector;
    if (vector) vectors.set(item, vector);
  }
  const bytes = matrixOf(
    ids.map((id) => vectors.get(id)),
    dims,
  );
  return { ref, rows: ids.length, dims, bytes, reads: [readOf(ref, vectors.size)] };
}

/** Float32, little-endian, `[vectors, dims]`; of NaN where there is no vector. */
export function matrixOf(
  vectors: readonly (ArrayLike<number> | undefined)[],
  dims: number,
): Buffer {
  const floats = new Float32Array(vectors.length * dims);
  for (const [row, vector] of vectors.entries()) {
    if (vector) floats.set(vector, row * dims);
    else floats.fill(Number.NaN, row * dims, (row + 1) * dims);
  }
  const bytes = Buffer.from(floats.buffer);
  return endianness() === 'LE' ? bytes : bytes.swap32();
}
