import { describe, expect, it } from 'vitest';
import {
  nearestPlace,
  niceTop,
  pathOf,
  placesOf,
} from '../../../../console/features/live/time-scale.ts';

describe('niceTop()', () => {
  it.each([
    [0, 1],
    [0.03, 0.05],
    [1, 1],
    [1.1, 2],
    [40, 50],
    [501, 1000],
  ])('has %d under %d', (value, top) => {
    expect(niceTop(value)).toBeCloseTo(top, 10);
  });
});

describe('placesOf()', () => {
  it('puts the last moment at the right edge and others as far from it as they are ago', () => {
    expect(placesOf([0, 30_000, 60_000], { width: 600, seconds: 120 })).toEqual([300, 450, 600]);
  });
});

describe('pathOf()', () => {
  const draw = (values: readonly (number | null)[]) =>
    pathOf(
      values,
      values.map((_, index) => index * 10),
      (value) => 100 - value,
    );

  it('joins values that follow each other', () => {
    expect(draw([0, 50])).toBe('M0.0 100.0L10.0 50.0');
  });

  it('breaks where there is none, and draws one alone as a dash', () => {
    expect(draw([0, 1, null, 50, null])).toBe('M0.0 100.0L10.0 99.0M28.5 50.0h3');
  });

  it('is empty for nothing', () => {
    expect(draw([null, null])).toBe('');
  });
});

describe('nearestPlace()', () => {
  it('gives the index of the place that is nearest', () => {
    expect(nearestPlace([0, 10, 20], 14)).toBe(1);
    expect(nearestPlace([0, 10, 20], -5)).toBe(0);
  });
});
