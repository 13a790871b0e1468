import { describe, expect, test } from 'vitest';
import { combine } from '../../../src/surfaces/search/combine.ts';

const space = 'image_embedding@1';
const part = (vector: readonly number[], weight: number) => ({
  embedding: { space, vector } as const,
  weight,
});

describe('combine()', () => {
  test('gives the weighted mean of what leads towards it, of length 1', () => {
    const combined = combine([part([1, 0], 3), part([0, 1], 1)]);
    expect(combined?.query.vector[0]).toBeCloseTo(3 / Math.sqrt(10), 12);
    expect(combined?.query.vector[1]).toBeCloseTo(1 / Math.sqrt(10), 12);
    expect(combined).toMatchObject({ weight: 4, away: [] });
  });

  test('subtracts a share of what leads away, and keeps it to compare with', () => {
    const combined = combine([part([1, 0], 1), part([0, 1], -1)], 0.5);
    expect(combined?.towards.vector).toEqual([1, 0]);
    expect(combined?.away).toEqual([{ space, vector: [0, 1] }]);
    expect(combined?.query.vector[0]).toBeCloseTo(2 / Math.sqrt(5), 12);
    expect(combined?.query.vector[1]).toBeCloseTo(-1 / Math.sqrt(5), 12);
  });

  test('leads as far away from a part however many lead towards it', () => {
    const three = [part([1, 0, 0], 1), part([1, 0, 0], 1), part([0, 1, 0], -1)];
    expect(combine(three)?.query).toEqual(combine(three.slice(1))?.query);
    const less = combine([part([1, 0, 0], 4), part([0, 1, 0], -1)]);
    expect(less?.query.vector[1]).toBeCloseTo(-0.125 / Math.hypot(1, 0.125), 12);
  });

  test('is undefined where nothing leads anywhere, and refused where parts cancel out', () => {
    expect(combine([])).toBeUndefined();
    expect(combine([part([1, 0], -1)])).toBeUndefined();
    expect(() => combine([part([1, 0], 1), part([1, 0], -1)], 1)).toThrow(/cancel each other out/);
    expect(() => combine([part([1, 0], 1), part([-1, 0], 1)])).toThrow(/cancel each other out/);
  });
});
