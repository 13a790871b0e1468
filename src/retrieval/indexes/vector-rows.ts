import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { FragmentState, RowBatch, RowHead } from '../../storage/lance/rows-state.ts';
import { lengthOf } from './query-vector.ts';
import { RowDirectory } from './row-directory.ts';
import { QuantisedRows } from './scan/quantised-rows.ts';
import { layoutOf } from './scan/scan-kernel.ts';

/** The state of a bucket of the table that rows were copied from. */
export interface BucketState {
  readonly version: number;
  readonly fragments: ReadonlyMap<number, FragmentState>;
}

/** What an item's entry takes besides its vector, about: measured with ids of 30 characters. */
const entryBytes = 250;

/** What a row and its entry take in memory, about. */
export function bytesOfRow(dims: number): number {
  return 2 * layoutOf(dims).stride + entryBytes;
}

/** A copy in memory of the vectors of one version of one signal, and whose they are. */
export class VectorRows {
  readonly column = 'vector';
  readonly ref: SignalRef;
  readonly directory: RowDirectory;
  readonly vectors: QuantisedRows;
  /** By bucket; empty where nothing was copied yet. */
  buckets: BucketState[] = [];
  /** Rows of the table whose vector has no direction: not numbers, of no length, or of other dims. */
  unusable = 0;

  constructor(ref: SignalRef, dims: number, fixed = 0) {
    this.ref = ref;
    this.directory = new RowDirectory(fixed);
    this.vectors = new QuantisedRows(dims);
  }

  get dims(): number {
    return this.vectors.dims;
  }

  /** What it takes in memory, about. */
  get sizeBytes(): number {
    return this.vectors.sizeBytes + this.directory.size * entryBytes;
  }

  take(head: RowHead, bucket: number, batch: RowBatch, row: number): void {
    this.put(head, bucket, batch.vector(row));
  }

  /** The vector of an item as a whole, of length 1; undefined where it has none. */
  find(item: string): readonly number[] | undefined {
    for (const row of this.directory.rowsOf(item)) {
      if (this.directory.find(row)?.part === '') return this.vectors.read(row);
    }
    return undefined;
  }

  /** Takes the vector of an item or part. */
  put(head: RowHead, bucket: number, vector: Float32Array): void {
    const { item, part, fragment, offset } = head;
    const length = vector.length === this.dims ? lengthOf(vector) : 0;
    if (!(length > 0)) {
      this.unusable += 1;
      return;
    }
    const entry = { item, part, stamp: stampOf(head), bucket, fragment, offset };
    this.vectors.write(this.directory.add(entry), vector, length);
  }
}

/** A number of 53 bits that tells the values of one item and part from each other. */
export function stampOf({ input, computedAt }: Pick<RowHead, 'input' | 'computedAt'>): number {
  // cyrb53, by bryc (public domain): two multiplicative hashes of 32 bits.
  const text = `${computedAt} ${input}`;
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (b & 0x1fffff) + (a >>> 0);
}
