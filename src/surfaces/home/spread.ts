import { seededRandom } from '../../base/random.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { itemsAtRandom, lastPosition } from '../../retrieval/items-at-random.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { vectorsOf, type ItemSpace } from '../stages/vectors-of.ts';

const sampled = 256;

/** Of a space of which nothing is known: vectors that have nothing to do with each other. */
const orthogonal = 2;

/**
 * How far apart two items of the catalogue are in a space, as a rule: the mean of the squared
 * distances of a sample, 0..2 for vectors of length 1. Encoders differ in it by far, so that "alike"
 * is said as a share of it.
 */
export async function spreadOf(
  space: ItemSpace,
  versions: Pick<Versions, 'registry'>,
  stores: VectorStores,
): Promise<number> {
  const last = await lastPosition(stores.db);
  if (last === undefined) return orthogonal;
  const drawn = await itemsAtRandom(sampled, seededRandom(1), last, stores.db);
  const ids = drawn.map(({ id }) => id);
  const vectors = [...(await vectorsOf(ids, space, versions, stores)).values()];
  const count = vectors.length;
  const [dims = 0] = vectors.map(({ length }) => length);
  if (count < 2) return orthogonal;
  let squares = 0;
  const sum = new Float64Array(dims);
  for (const vector of vectors) {
    for (const [dim, number] of vector.entries()) {
      squares += number * number;
      sum[dim] = (sum[dim] ?? 0) + number;
    }
  }
  const ofMean = sum.reduce((total, number) => total + (number / count) ** 2, 0);
  // Of pairs of two different ones: Σ‖a − b‖² / (n(n − 1)) = 2n / (n − 1) · (mean of squares − square of the mean).
  return ((2 * count) / (count - 1)) * (squares / count - ofMean);
}
