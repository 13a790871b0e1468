import { inputError } from '../../base/errors.ts';

/** A PDQ hash as eight words of 32 bits, for comparing. */
export type HashWords = Uint32Array;

/** At most this many bits of 256 differ between copies of a picture (Davis and Rosen 2019). */
export const matchDistance = 31;

/** At and below this quality a hash says nothing (Davis and Rosen 2019). */
export const worthlessQuality = 49;

/** Reads 64 hex digits; throws the input error `invalid-hash` for anything else. */
export function parseHash(hex: string): HashWords {
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw inputError('invalid-hash', `Expected a PDQ hash of 64 hex digits, got "${hex}".`);
  }
  return Uint32Array.from({ length: 8 }, (_, word) =>
    Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16),
  );
}

/** How many of the 256 bits differ. */
export function hammingDistance(a: HashWords, b: HashWords): number {
  let distance = 0;
  for (let word = 0; word < 8; word += 1) distance += bitsOf((a[word] ?? 0) ^ (b[word] ?? 0));
  return distance;
}

/**
 * How many bits differ from the hash that begins at `start` of many; where that is beyond `radius`,
 * some number beyond it. Of hashes that are met by chance most are told by their first words.
 */
export function distanceWithin(
  hash: HashWords,
  hashes: Uint32Array,
  start: number,
  radius: number,
): number {
  let distance = 0;
  for (let word = 0; word < 8 && distance <= radius; word += 1) {
    distance += bitsOf((hash[word] ?? 0) ^ (hashes[start + word] ?? 0));
  }
  return distance;
}

/** Set bits of a 32-bit integer (Warren, "Hacker's Delight", section 5-1). */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}
