import { describe, expect, test } from 'vitest';
import { harmonyOf } from '../../../src/surfaces/related/colour-harmony.ts';

const colour = (lab: [number, number, number], share = 1) => [{ name: '', hex: '', lab, share }];
/** A colour of a hue in degrees. */
const hue = (degrees: number, share = 1) => {
  const angle = (degrees * Math.PI) / 180;
  return colour([60, 50 * Math.cos(angle), 50 * Math.sin(angle)], share);
};

describe('harmonyOf()', () => {
  test('is whole for hues near each other or opposite, and none in between', () => {
    expect(harmonyOf(hue(10), hue(40))).toBe(1);
    expect(harmonyOf(hue(350), hue(30))).toBe(1);
    expect(harmonyOf(hue(0), hue(175))).toBe(1);
    expect(harmonyOf(hue(0), hue(120))).toBe(0);
    expect(harmonyOf(hue(0), hue(75))).toBeCloseTo(1 - (75 - 46.8) / 45, 10);
  });

  test('is whole of grey, whatever the other is', () => {
    for (const degrees of [0, 90, 180, 270]) {
      expect(harmonyOf(hue(degrees), colour([50, 3, -3]))).toBe(1);
    }
  });

  test('counts colours by how much of the pictures they take, and small ones not at all', () => {
    const mixed = [...hue(0, 0.75), ...hue(120, 0.25)];
    expect(harmonyOf(mixed, hue(0))).toBeCloseTo(0.75, 10);
    expect(harmonyOf([...hue(0, 0.9), ...hue(120, 0.04)], hue(0))).toBe(1);
  });

  test('is not known where one has no colours', () => {
    expect(harmonyOf([], hue(0))).toBeUndefined();
  });
});
