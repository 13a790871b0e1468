import { inputError } from '../../base/errors.ts';

/** Most neighbours that can be asked for at once. */
export const mostNeighbours = 10_000;

/**
 * A query brought to length 1.
 *
 * @throws input `wrong-dims`, `bad-vector` (a number that is none or infinite), `zero-vector`
 */
export function queryVector(vector: readonly number[], dims: number): Float32Array {
  if (vector.length !== dims) {
    throw inputError(
      'wrong-dims',
      `Expected a vector of ${dims} dimensions, got ${vector.length}: ` +
        'ask with a vector of the very version that is searched.',
    );
  }
  const bad = vector.findIndex((number) => !Number.isFinite(number));
  if (bad >= 0) {
    throw inputError(
      'bad-vector',
      `Expected finite numbers in the vector, got ${String(vector[bad])} at ${bad}.`,
    );
  }
  const length = lengthOf(vector);
  if (length === 0) {
    throw inputError(
      'zero-vector',
      'Expected a vector that points somewhere, got one of zeros only: it has no cosine with anything.',
    );
  }
  return Float32Array.from(vector, (number) => number / length);
}

/** @throws input `bad-limit` */
export function requireLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostNeighbours) return;
  throw inputError(
    'bad-limit',
    `Expected a whole number of neighbours from 1 to ${mostNeighbours}, got ${limit}.`,
  );
}

/** The length of a vector; scaled first, so that squares of very large and small numbers are none. */
export function lengthOf(vector: ArrayLike<number>): number {
  let largest = 0;
  for (let dim = 0; dim < vector.length; dim += 1) {
    largest = Math.max(largest, Math.abs(vector[dim] ?? 0));
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest === 0 ? 0 : Number.NaN;
  let sum = 0;
  for (let dim = 0; dim < vector.length; dim += 1) sum += ((vector[dim] ?? 0) / largest) ** 2;
  return largest * Math.sqrt(sum);
}
