import { BytePlane } from './byte-plane.ts';

/** The finer bytes divide a step of the coarse ones into so many. */
const fineSteps = 254;
const coarseSteps = 127;

/**
 * Vectors of length 1 in two bytes a dimension. The coarse byte is the dimension in 127ths of the
 * row's largest; the finer byte says what that rounded off, to a 254th of its step, so that both
 * together have 15 bits. With the coarse bytes of each row stands the length of what they leave
 * out: by Cauchy and Schwarz no scalar product with a vector of length 1 is farther off than that,
 * and a scan of them knows which rows it cannot rule out.
 */
export class QuantisedRows {
  readonly dims: number;
  readonly coarse: BytePlane;
  readonly fine: BytePlane;
  #size = 0;

  constructor(dims: number) {
    this.dims = dims;
    this.coarse = new BytePlane(dims);
    this.fine = new BytePlane(dims);
  }

  /** How many rows there are; they are counted from 0. */
  get size(): number {
    return this.#size;
  }

  /** What they take in memory. */
  get sizeBytes(): number {
    return this.coarse.sizeBytes + this.fine.sizeBytes;
  }

  /** Writes a row, of those that there are or the next. The vector is brought to length 1. */
  write(row: number, vector: Float32Array, length: number): void {
    this.reserve(row + 1);
    let largest = 0;
    for (const number of vector) largest = Math.max(largest, Math.abs(number));
    const step = largest / length / coarseSteps;
    const coarse = this.coarse.row(row);
    const fine = this.fine.row(row);
    let left = 0;
    for (let dim = 0; dim < this.dims; dim += 1) {
      const number = (vector[dim] ?? 0) / length / step;
      const rounded = Math.round(number);
      const rest = number - rounded;
      left += rest * rest;
      coarse[dim] = rounded;
      fine[dim] = Math.round(rest * fineSteps);
    }
    // Rounded up, since the scan takes it at its word.
    this.coarse.describe(row, step, Math.sqrt(left) * step * 1.0001 + 1e-6);
    this.fine.describe(row, step / fineSteps, 0);
  }

  /** A row as it was written, of length 1, each dimension to 15 bits of the largest. */
  read(row: number): number[] {
    const [coarse, fine] = [this.coarse.row(row), this.fine.row(row)];
    const [step, fineStep] = [this.coarse.scaleOf(row), this.fine.scaleOf(row)];
    const vector: number[] = [];
    for (let dim = 0; dim < this.dims; dim += 1) {
      vector.push((coarse[dim] ?? 0) * step + (fine[dim] ?? 0) * fineStep);
    }
    return vector;
  }

  /** Makes room for so many rows, which are then there. */
  reserve(count: number): void {
    if (count <= this.#size) return;
    this.coarse.reserve(count);
    this.fine.reserve(count);
    this.#size = count;
  }

  /**
   * Rows from `first` on in one byte a dimension, `[count, dims]`, that counts steps of one size for
   * all of them, −127..127: what is larger counts as the last.
   */
  inSteps(step: number, first: number, count: number): Int8Array<ArrayBuffer> {
    const bytes = new Int8Array(count * this.dims);
    for (let row = first; row < first + count; row += 1) {
      const [coarse, fine] = [this.coarse.row(row), this.fine.row(row)];
      const [own, ownFine] = [this.coarse.scaleOf(row) / step, this.fine.scaleOf(row) / step];
      const start = (row - first) * this.dims;
      for (let dim = 0; dim < this.dims; dim += 1) {
        const steps = Math.round((coarse[dim] ?? 0) * own + (fine[dim] ?? 0) * ownFine);
        bytes[start + dim] = Math.max(-127, Math.min(127, steps));
      }
    }
    return bytes;
  }

  /** A copy of some rows, in the order of the list. */
  pick(list: Uint32Array): QuantisedRows {
    const picked = new QuantisedRows(this.dims);
    picked.reserve(list.length);
    for (const [at, row] of list.entries()) {
      picked.coarse.copyRow(at, this.coarse, row);
      picked.fine.copyRow(at, this.fine, row);
    }
    return picked;
  }
}
