import { orientations, turns } from '../perceptual-hash/dihedral.ts';
import type { HashWords } from '../perceptual-hash/distance.ts';
import { frequencySide } from '../perceptual-hash/transform.ts';

/**
 * The eight rotations and mirrorings of a picture's hash, from the hash alone. A frequency that
 * changes sign changes sides of the median, which is near zero: about 7 bits of 256 come out other
 * than from the turned picture itself, so that a turned copy is still well within a match.
 */
export function turnedHashes(hash: HashWords): HashWords[] {
  return orientations.map((orientation) => {
    const { transposed, negates } = turns[orientation];
    const turned = new Uint32Array(hash.length);
    for (let at = 0; at < frequencySide * frequencySide; at += 1) {
      const row = Math.floor(at / frequencySide);
      const column = at % frequencySide;
      const bit = bitOf(hash, at) !== negates(row, column);
      if (bit) setBit(turned, transposed ? column * frequencySide + row : at);
    }
    return turned;
  });
}

/** Bit 0 is the last bit of the hash's text, and so the lowest of its last word. */
function bitOf(hash: HashWords, at: number): boolean {
  return (((hash[hash.length - 1 - (at >> 5)] ?? 0) >>> (at & 31)) & 1) === 1;
}

function setBit(hash: Uint32Array, at: number): void {
  const word = hash.length - 1 - (at >> 5);
  hash[word] = (hash[word] ?? 0) | (1 << (at & 31));
}
