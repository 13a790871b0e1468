import { seededRandom } from '../../src/base/random.ts';

/** Vectors one after the other: `[count, dims]`, each of length 1. */
export interface Matrix {
  readonly count: number;
  readonly dims: number;
  readonly numbers: Float32Array<ArrayBuffer>;
}

export function rowOf({ dims, numbers }: Matrix, row: number): Float32Array {
  return numbers.subarray(row * dims, (row + 1) * dims);
}

/** Rows and queries around the same seeded centres, of which there is one for 200 rows. */
export function clustered(
  {
    rows,
    queries,
    dims,
  }: { readonly rows: number; readonly queries: number; readonly dims: number },
  seed = 1,
): { readonly data: Matrix; readonly asked: Matrix } {
  const random = seededRandom(seed);
  const clusters = Math.max(10, Math.round(rows / 200));
  const centres = Float32Array.from({ length: clusters * dims }, () => normal(random));
  const make = (count: number): Matrix => {
    const numbers = new Float32Array(count * dims);
    for (let row = 0; row < count; row += 1) {
      const centre = Math.floor(random() * clusters) * dims;
      const own = numbers.subarray(row * dims, (row + 1) * dims);
      let squares = 0;
      for (let dim = 0; dim < dims; dim += 1) {
        const number = (centres[centre + dim] ?? 0) + spread * normal(random);
        own[dim] = number;
        squares += number * number;
      }
      const length = Math.sqrt(squares);
      for (let dim = 0; dim < dims; dim += 1) own[dim] = (own[dim] ?? 0) / length;
    }
    return { count, dims, numbers };
  };
  return { data: make(rows), asked: make(queries) };
}

/** Of a row around its centre, whose dimensions have a deviation of 1. */
const spread = 0.8;

/** A number of the standard normal distribution (Box and Muller 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
