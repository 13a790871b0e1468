import { seededRandom } from '../../src/base/random.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { turnedHashes } from '../../src/signals/near-duplicates/turned-hash.ts';
import { parseHash } from '../../src/signals/perceptual-hash/distance.ts';
import { pdqOf } from '../../src/signals/perceptual-hash/pdq.ts';
import { drawings, photosOf } from '../near-duplicates/pictures.ts';

const words = 8;

/** Hashes whose bits are all thrown by themselves. */
export function uniformHashes(count: number, seed = 1): Uint32Array {
  const random = seededRandom(seed);
  return Uint32Array.from({ length: count * words }, () => random() * 2 ** 32);
}

/** Hashes of real pictures, of each in eight positions; flat ones are left out. */
export async function realHashes(pictures: number): Promise<Uint32Array[]> {
  const sets = await Promise.all([
    photosOf('clothing', pictures),
    photosOf('stamps', pictures),
    drawings(pictures),
  ]);
  const hashes: Uint32Array[] = [];
  for (const picture of sets.flat()) {
    const { hash512 } = (await decodeImage(await picture.bytes(), ['hash512'])).rasters;
    const found = hash512 && pdqOf(hash512);
    if (found && found.quality > 49) hashes.push(...turnedHashes(parseHash(found.hash)));
  }
  return hashes;
}

/** As many hashes as asked for, each that of a real picture with up to `most` bits changed. */
export function hashesLike(
  real: readonly Uint32Array[],
  count: number,
  most: number,
  seed = 2,
): Uint32Array {
  const random = seededRandom(seed);
  const hashes = new Uint32Array(count * words);
  for (let at = 0; at < count; at += 1) {
    const base = real[Math.floor(random() * real.length)] ?? new Uint32Array(words);
    hashes.set(withChanges(base, Math.floor(random() * (most + 1)), random), at * words);
  }
  return hashes;
}

export function withChanges(hash: Uint32Array, bits: number, random: () => number): Uint32Array {
  const changed = hash.slice();
  for (let bit = 0; bit < bits; bit += 1) {
    const place = Math.floor(random() * 256);
    changed[place >> 5] = (changed[place >> 5] ?? 0) ^ (1 << (place & 31));
  }
  return changed;
}
