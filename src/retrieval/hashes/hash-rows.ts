import { parseHash, worthlessQuality } from '../../signals/perceptual-hash/distance.ts';
import type { RowBatch, RowHead } from '../../storage/lance/rows-state.ts';
import type { RowsCopy } from '../indexes/follow-table.ts';
import { RowDirectory } from '../indexes/row-directory.ts';
import { stampOf, type BucketState } from '../indexes/vector-rows.ts';

const words = 8;

/** A copy in memory of the hashes that say something, and whose they are. */
export class HashRows implements RowsCopy {
  readonly column = 'hash';
  readonly directory = new RowDirectory();
  buckets: BucketState[] = [];
  /** Rows that were written since the last `takeFresh`. */
  #fresh = new Set<number>();
  #hashes = new Uint32Array(1024 * words);

  get fresh(): ReadonlySet<number> {
    return this.#fresh;
  }

  /** Eight words for each row, whether or not it is taken. */
  get hashes(): Uint32Array {
    return this.#hashes.subarray(0, this.directory.size * words);
  }

  /** Forgets which rows are fresh: whoever asks has made an index of them. */
  takeFresh(): ReadonlySet<number> {
    const fresh = this.#fresh;
    this.#fresh = new Set();
    return fresh;
  }

  hashOf(row: number): Uint32Array {
    return this.#hashes.subarray(row * words, (row + 1) * words);
  }

  take(head: RowHead, bucket: number, batch: RowBatch, row: number): void {
    const { hash, quality } = batch.hash(row);
    if (quality <= worthlessQuality) return;
    const { item, part, fragment, offset } = head;
    const entry = { item, part, stamp: stampOf(head), bucket, fragment, offset };
    this.#write(this.directory.add(entry), parseHash(hash));
  }

  #write(row: number, hash: Uint32Array): void {
    const end = (row + 1) * words;
    if (end > this.#hashes.length) {
      // Indexes that were made of the old array go on with it.
      const larger = new Uint32Array(Math.max(end, this.#hashes.length * 2));
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes.set(hash, row * words);
    this.#fresh.add(row);
  }
}
