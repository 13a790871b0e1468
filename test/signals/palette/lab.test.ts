import { expect, test } from 'vitest';
import { colourName } from '../../../src/signals/palette/colour-names.ts';
import { hexOfRgb, labOfRgb, rgbOfHex } from '../../../src/signals/palette/lab.ts';

// Lindbloom's calculator, sRGB and D65.
test.each([
  ['#ffffff', [100, 0, 0]],
  ['#000000', [0, 0, 0]],
  ['#ff0000', [53.24, 80.09, 67.2]],
  ['#00ff00', [87.73, -86.18, 83.18]],
  ['#0000ff', [32.3, 79.19, -107.86]],
  ['#808080', [53.59, 0, 0]],
])('labOfRgb() of %s is as published', (hex, expected) => {
  labOfRgb(rgbOfHex(hex)).forEach((value, at) => {
    expect(Math.abs(value - (expected[at] ?? 0))).toBeLessThan(0.02);
  });
});

test('hexOfRgb() is the inverse of rgbOfHex()', () => {
  for (const hex of ['#000000', '#0a0b0c', '#ff8000']) expect(hexOfRgb(rgbOfHex(hex))).toBe(hex);
});

test.each([
  ['#ffffff', 'white'],
  ['#fafafa', 'white'],
  ['#ff0000', 'bright red'],
  ['#ffa500', 'orange'],
  ['#ffff00', 'yellow'],
  ['#000080', 'dark blue'],
  ['#8b4513', 'brown'],
  ['#7f7f7f', 'grey'],
  ['#ffc0cb', 'light pink'],
  ['#008000', 'green'],
  ['#800080', 'purple'],
])('colourName() of %s is %s', (hex, name) => {
  expect(colourName(labOfRgb(rgbOfHex(hex)))).toBe(name);
});
