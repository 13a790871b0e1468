/**
 * What finding near-duplicates among many costs: hashes and embeddings made by chance, a tenth of
 * them near copies, searched as the first run and as a later one do.
 */
import { seededRandom } from '../../src/base/random.ts';
import { findMatches } from '../../src/extraction/cluster/find-matches.ts';
import type { Pictures } from '../../src/extraction/cluster/pictures.ts';

const dims = 344;

/** Directions that embeddings lie around, as real ones do. */
const centres = 500;

export interface ScaleFigures {
  readonly seconds: number;
  readonly copies: number;
  readonly candidates: number;
  readonly residentMb: number;
}

/** Pictures made by chance; every tenth is a near copy of the one before it. */
export function madePictures(count: number, seed = 1): Pictures {
  const random = seededRandom(seed);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centre = Float32Array.from({ length: centres * dims }, gaussian);
  const vectors = new Float32Array(count * dims);
  const hashes = new Uint32Array(count * 8);
  for (let at = 0; at < count; at += 1) {
    const copied = at % 10 === 9;
    const around = Math.floor(random() * centres) * dims;
    let square = 0;
    for (let dim = 0; dim < dims; dim += 1) {
      const value = copied
        ? (vectors[(at - 1) * dims + dim] ?? 0) + 0.01 * gaussian()
        : (centre[around + dim] ?? 0) + 0.45 * gaussian();
      vectors[at * dims + dim] = value;
      square += value * value;
    }
    for (let dim = at * dims; dim < (at + 1) * dims; dim += 1) {
      vectors[dim] = (vectors[dim] ?? 0) / Math.sqrt(square);
    }
    for (let word = 0; word < 8; word += 1) {
      const before = hashes[(at - 1) * 8 + word] ?? 0;
      hashes[at * 8 + word] = copied ? before ^ (1 << (random() * 32)) : random() * 2 ** 32;
    }
  }
  const positions = Uint32Array.from({ length: count }, (_, at) => at);
  return {
    contents: Array.from(positions, String),
    contentOf: positions,
    files: Array.from(positions, String),
    hashes,
    hashed: positions,
    vectors,
    dims,
    embedded: positions,
  };
}

export function measureScale(pictures: Pictures, searched: number): ScaleFigures {
  const count = pictures.contents.length;
  const wanted = new Set(
    Array.from({ length: searched }, (_, at) => Math.floor((at * count) / searched)),
  );
  const begun = performance.now();
  const { copies, candidates } = findMatches(pictures, wanted);
  return {
    seconds: (performance.now() - begun) / 1000,
    copies: copies.length,
    candidates: candidates.length,
    residentMb: process.memoryUsage().rss / 2 ** 20,
  };
}
