import { describe, expect, test } from 'vitest';
import { branchesOf, overlapOf, weightsOf } from '../../../src/surfaces/ads/features/overlap.ts';

const weights = (given: Record<string, number>) => weightsOf(Object.entries(given));

describe('overlapOf()', () => {
  test('is what both mean as a share of what either does', () => {
    expect(overlapOf(weights({ cat: 0.5, dog: 0.5 }), weights({ cat: 0.5, dog: 0.5 }))).toBe(1);
    expect(overlapOf(weights({ cat: 0.6 }), weights({ dog: 0.6 }))).toBe(0);
    // min 0.4 + 0, max 0.8 + 0.8
    expect(overlapOf(weights({ cat: 0.4, dog: 0.8 }), weights({ cat: 0.8 }))).toBeCloseTo(0.25, 12);
  });

  test('is unknown when neither side means anything, and 0 when one does', () => {
    expect(overlapOf(weights({}), weights({}))).toBeNull();
    expect(overlapOf(weights({ cat: 0.9 }), weights({}))).toBe(0);
  });
});

describe('weightsOf()', () => {
  test('keeps the greatest weight of a name', () => {
    expect([...weightsOf([...Object.entries({ cat: 0.3 }), ['cat', 0.7], ['cat', 0.1]])]).toEqual([
      ['cat', 0.7],
    ]);
  });
});

describe('branchesOf()', () => {
  test('gives the node and all above it', () => {
    expect(branchesOf('food/baking/bread')).toEqual(['food', 'food/baking', 'food/baking/bread']);
    expect(branchesOf('food')).toEqual(['food']);
  });
});
