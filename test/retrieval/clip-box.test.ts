import { expect, test } from 'vitest';
import { clipBox } from '../../src/retrieval/clip-box.ts';

test('clipBox() gives the part of a box that is on the picture', () => {
  expect(clipBox({ x: 0.25, y: 0.5, width: 1, height: 0.25 })).toEqual({
    x: 0.25,
    y: 0.5,
    width: 0.75,
    height: 0.25,
  });
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  expect(clipBox(whole)).toEqual(whole);
});

test.each([
  { x: 0, y: 0, width: 0, height: 0 },
  { x: 1, y: 1, width: 0.5, height: 0.5 },
  { x: 0.5, y: 0.5, width: 0.0001, height: 0.5 },
])('clipBox() refuses a box without an area: %o', (box) => {
  expect(() => clipBox(box)).toThrow('Expected a box with an area');
});
