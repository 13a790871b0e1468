import { dependencyError } from '../../../base/errors.ts';
import {
  blockRows,
  instantiateKernel,
  layoutOf,
  rowHeaderBytes,
  type KernelLayout,
  type ScanKernel,
} from './scan-kernel.ts';

const pageBytes = 65_536;
/** What WebAssembly can address. */
const mostPages = 65_536;

/** A query as integers of 16 bits. */
export interface WrittenQuery {
  /** What one of them stands for. */
  readonly scale: number;
  /** The length of what they leave out: no scalar product is farther off than that. */
  readonly error: number;
}

/** Views of the memory of a kernel, made anew whenever it grows. */
interface MemoryViews {
  readonly bytes: Int8Array<ArrayBuffer>;
  readonly headers: DataView<ArrayBuffer>;
  readonly query: Int16Array<ArrayBuffer>;
  readonly list: Uint32Array<ArrayBuffer>;
  readonly hits: Uint32Array<ArrayBuffer>;
  readonly scores: Float32Array<ArrayBuffer>;
}

/** Rows of bytes, each with a scale and an error, in the memory of a kernel that scans them. */
export class BytePlane {
  readonly dims: number;
  readonly #layout: KernelLayout;
  readonly #kernel: ScanKernel;
  readonly #memory: WebAssembly.Memory;
  #views: MemoryViews;

  constructor(dims: number) {
    this.dims = dims;
    this.#layout = layoutOf(dims);
    const initial = Math.ceil(this.#layout.rows / pageBytes);
    this.#memory = new WebAssembly.Memory({ initial, maximum: mostPages });
    this.#kernel = instantiateKernel(dims, this.#memory);
    this.#views = viewsOf(this.#memory, this.#layout);
  }

  get sizeBytes(): number {
    return this.#views.bytes.byteLength;
  }

  /** The bytes of a row, to be filled; only until there are more rows. */
  row(row: number): Int8Array<ArrayBuffer> {
    const start = this.#startOf(row) + rowHeaderBytes;
    return this.#views.bytes.subarray(start, start + this.dims);
  }

  /** @param error How far a scalar product with the row's bytes may be off. */
  describe(row: number, scale: number, error: number): void {
    this.#views.headers.setFloat32(this.#startOf(row), scale, true);
    this.#views.headers.setFloat32(this.#startOf(row) + 4, error, true);
  }

  scaleOf(row: number): number {
    return this.#views.headers.getFloat32(this.#startOf(row), true);
  }

  errorOf(row: number): number {
    return this.#views.headers.getFloat32(this.#startOf(row) + 4, true);
  }

  /** Takes a row of another plane of as many dimensions, with its header. */
  copyRow(row: number, other: BytePlane, from: number): void {
    const start = other.#startOf(from);
    const bytes = other.#views.bytes.subarray(start, start + this.#layout.stride);
    this.#views.bytes.set(bytes, this.#startOf(row));
  }

  /** Rows 0 … count − 1 with their headers, as they are saved. */
  saved(count: number): Uint8Array<ArrayBuffer> {
    this.reserve(count);
    const { rows, stride } = this.#layout;
    return new Uint8Array(this.#memory.buffer, rows, count * stride);
  }

  /** Writes the query where the kernel reads it, in steps so small that no sum leaves 32 bits. */
  writeQuery(query: Float32Array): WrittenQuery {
    let largest = 0;
    for (let dim = 0; dim < this.dims; dim += 1) {
      largest = Math.max(largest, Math.abs(query[dim] ?? 0));
    }
    const { paddedDims } = this.#layout;
    const steps = Math.min(32_767, Math.floor(0x7fffffff / (127 * paddedDims)));
    const scale = largest / steps;
    let left = 0;
    for (let dim = 0; dim < this.dims; dim += 1) {
      const number = (query[dim] ?? 0) / scale;
      const rounded = Math.round(number);
      this.#views.query[dim] = rounded;
      left += (number - rounded) ** 2;
    }
    // Besides, what float32 loses of a sum of so many bits.
    return { scale, error: Math.sqrt(left) * scale + 2e-6 };
  }

  /** Takes the query that was written to another plane of as many dimensions. */
  copyQuery(other: BytePlane): void {
    this.#views.query.set(other.#views.query);
  }

  /** Where `listed()` reads the rows that it is to look at. */
  get list(): Uint32Array<ArrayBuffer> {
    return this.#views.list;
  }

  /** Rows that were noted, and what each scored: until the next scan. */
  get hits(): Uint32Array<ArrayBuffer> {
    return this.#views.hits;
  }

  get scores(): Float32Array<ArrayBuffer> {
    return this.#views.scores;
  }

  /** Scans a stretch of at most `blockRows`; gives how many were noted. */
  stretch(first: number, count: number, { scale }: WrittenQuery, threshold: number): number {
    return this.#kernel.scan(first, count, 0, scale, threshold);
  }

  /** Scans the first `count` rows of the list, at most `blockRows`. */
  listed(count: number, { scale }: WrittenQuery, threshold: number): number {
    return this.#kernel.scan(0, count, 1, scale, threshold);
  }

  /** Makes room for so many rows. */
  reserve(count: number): void {
    const needed = Math.ceil(this.#startOf(count) / pageBytes);
    const pages = this.#views.bytes.byteLength / pageBytes;
    if (needed <= pages) return;
    if (needed > mostPages) {
      throw dependencyError(
        'index-too-large',
        `${count} vectors of ${this.dims} dimensions are more than one index can hold (4 GB).`,
      );
    }
    this.#memory.grow(Math.min(mostPages, Math.max(needed, Math.ceil(pages * 1.25))) - pages);
    this.#views = viewsOf(this.#memory, this.#layout);
  }

  #startOf(row: number): number {
    return this.#layout.rows + row * this.#layout.stride;
  }
}

function viewsOf({ buffer }: WebAssembly.Memory, layout: KernelLayout): MemoryViews {
  return {
    bytes: new Int8Array(buffer),
    headers: new DataView(buffer),
    query: new Int16Array(buffer, layout.query, layout.paddedDims),
    list: new Uint32Array(buffer, layout.list, blockRows),
    hits: new Uint32Array(buffer, layout.hits, blockRows),
    scores: new Float32Array(buffer, layout.scores, blockRows),
  };
}
