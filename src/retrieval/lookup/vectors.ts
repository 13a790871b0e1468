import { inputError } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { dimensionsOf } from '../../contracts/vector.ts';
import type { SignalRead } from '../../consumers/ledger/record.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { readOf, type LookupStores } from '../lookup.ts';
import type { LookupPlan } from './plan.ts';

/** Vectors of one version as a matrix of float32, little-endian. */
export interface VectorMatrix {
  readonly ref: SignalRef;
  /** One an id, in the order of the ids; of NaN where an item has no vector. */
  readonly rows: number;
  readonly dims: number;
  readonly bytes: Buffer;
  readonly reads: readonly SignalRead[];
}

/** @throws input `one-signal`, `no-embedding` */
export async function lookUpVectors(
  ids: readonly string[],
  { refs, asOf, registry }: LookupPlan,
  { signals }: Pick<LookupStores, 'signals'>,
): Promise<VectorMatrix> {
  const [ref, ...others] = refs.values();
  if (ref === undefined || others.length > 0) {
    throw inputError(
      'one-signal',
      `Expected one signal where vectors are asked for as bytes, got ${[...refs.keys()].join(', ')}.`,
    );
  }
  const dims = dimsOf(ref, registry);
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

function dimsOf(ref: SignalRef, registry: SignalRegistry): number {
  const { vector } = registry.schemaOf(ref).shape;
  const dims = vector === undefined ? undefined : dimensionsOf(vector);
  if (dims !== undefined) return dims;
  throw inputError(
    'no-embedding',
    `${ref} is no embedding: ask for its values as JSON (Accept: application/json).`,
  );
}

function matrixOf(vectors: readonly (readonly number[] | undefined)[], dims: number): Buffer {
  const bytes = Buffer.alloc(vectors.length * dims * Float32Array.BYTES_PER_ELEMENT);
  for (const [row, vector] of vectors.entries()) {
    for (let column = 0; column < dims; column += 1) {
      bytes.writeFloatLE(vector?.[column] ?? Number.NaN, (row * dims + column) * 4);
    }
  }
  return bytes;
}
