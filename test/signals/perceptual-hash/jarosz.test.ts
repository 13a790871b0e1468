import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { blockSide, downsampleLuminance } from '../../../src/signals/perceptual-hash/jarosz.ts';

/** The four box passes as they are written down, at full size. */
function literally(plane: Float64Array, width: number, height: number): Float64Array {
  let current = plane;
  for (let pass = 0; pass < 2; pass += 1) {
    current = boxed(current, width, height, 1, width);
    current = boxed(current, height, width, width, 1);
  }
  const centre = (sample: number, length: number) =>
    Math.floor(((sample + 0.5) * length) / blockSide);
  return Float64Array.from({ length: blockSide * blockSide }, (_, at) => {
    const y = centre(Math.floor(at / blockSide), height);
    return current[y * width + centre(at % blockSide, width)] ?? 0;
  });
}

function boxed(plane: Float64Array, length: number, lines: number, step: number, stride: number) {
  const window = Math.floor((length + 2 * blockSide - 1) / (2 * blockSide));
  const after = Math.floor((window + 2) / 2) - 1;
  const before = window - after - 1;
  const result = new Float64Array(plane.length);
  for (let line = 0; line < lines; line += 1) {
    for (let at = 0; at < length; at += 1) {
      const from = Math.max(0, at - before);
      const to = Math.min(length - 1, at + after);
      let sum = 0;
      for (let input = from; input <= to; input += 1) {
        sum += plane[line * stride + input * step] ?? 0;
      }
      result[line * stride + at * step] = sum / (to - from + 1);
    }
  }
  return result;
}

test.each([
  [512, 321],
  [300, 512],
  [64, 64],
  [7, 130],
])('downsampleLuminance() equals the four literal box passes at %i×%i', (width, height) => {
  const random = seededRandom(width);
  const plane = Float64Array.from({ length: width * height }, () => random() * 255);
  const expected = literally(plane, width, height);
  const actual = downsampleLuminance(Float32Array.from(plane), width, height);
  const differences = actual.map((value, at) => Math.abs(value - (expected[at] ?? 0)));
  expect(Math.max(...differences)).toBeLessThan(1e-3);
});
