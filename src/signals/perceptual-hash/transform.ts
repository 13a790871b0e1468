import { blockSide } from './jarosz.ts';

/** Side of the square of low frequencies that makes a hash. */
export const frequencySide = 16;

/** Rows 1..16 of the DCT-II matrix of 64: the constant frequency is left out. */
const cosines = Float64Array.from({ length: frequencySide * blockSide }, (_, at) => {
  const frequency = Math.floor(at / blockSide) + 1;
  const sample = at % blockSide;
  const angle = (Math.PI / 2 / blockSide) * frequency * (2 * sample + 1);
  return Math.sqrt(2 / blockSide) * Math.cos(angle);
});

/** The 16×16 lowest frequencies but the constant of a 64×64 block, row-major: D A Dᵀ. */
export function lowFrequencies(block: Float64Array): Float64Array {
  const half = new Float64Array(frequencySide * blockSide);
  for (let row = 0; row < frequencySide; row += 1) {
    for (let inner = 0; inner < blockSide; inner += 1) {
      const cosine = cosines[row * blockSide + inner] ?? 0;
      for (let column = 0; column < blockSide; column += 1) {
        const at = row * blockSide + column;
        half[at] = (half[at] ?? 0) + cosine * (block[inner * blockSide + column] ?? 0);
      }
    }
  }
  const frequencies = new Float64Array(frequencySide * frequencySide);
  for (let row = 0; row < frequencySide; row += 1) {
    for (let column = 0; column < frequencySide; column += 1) {
      let sum = 0;
      for (let inner = 0; inner < blockSide; inner += 1) {
        sum += (half[row * blockSide + inner] ?? 0) * (cosines[column * blockSide + inner] ?? 0);
      }
      frequencies[row * frequencySide + column] = sum;
    }
  }
  return frequencies;
}

/**
 * 256 bits as 64 hex digits: which frequencies are above the median. Bit 0, the lowest frequency
 * in both directions, is the last bit of the text. The median of an even number is the lower one,
 * as in the reference.
 */
export function thresholdBits(frequencies: Float64Array): string {
  const median = frequencies.toSorted().at(frequencies.length / 2 - 1) ?? 0;
  let digits = '';
  for (let at = frequencies.length - 4; at >= 0; at -= 4) {
    let digit = 0;
    for (let bit = 3; bit >= 0; bit -= 1) {
      digit = digit * 2 + ((frequencies[at + bit] ?? 0) > median ? 1 : 0);
    }
    digits += digit.toString(16);
  }
  return digits;
}
