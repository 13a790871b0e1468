import { describe, expect, test } from 'vitest';
import {
  lengthOf,
  queryVector,
  requireLimit,
} from '../../../src/retrieval/indexes/query-vector.ts';

describe('queryVector()', () => {
  test('brings a vector to length 1, however long or short it is', () => {
    for (const scale of [1, 1e-30, 1e30, 1e-300, 1e300]) {
      expect([...queryVector([3 * scale, 0, -4 * scale], 3)]).toEqual([
        expect.closeTo(0.6, 6),
        0,
        expect.closeTo(-0.8, 6),
      ]);
    }
  });

  test.each([
    [[1, 2], 'wrong-dims', /Expected a vector of 3 dimensions, got 2/],
    [[], 'wrong-dims', /got 0/],
    [[1, Number.NaN, 3], 'bad-vector', /got NaN at 1/],
    [[1, 2, -Infinity], 'bad-vector', /got -Infinity at 2/],
    [[0, 0, -0], 'zero-vector', /zeros only/],
  ])('refuses %j', (vector, code, message) => {
    expect(() => queryVector(vector, 3)).toThrow(
      expect.objectContaining({ fault: 'input', code, message: expect.stringMatching(message) }),
    );
  });
});

describe('requireLimit()', () => {
  test.each([0, -1, 1.5, 10_001, 1e9, Number.NaN, Infinity])('refuses %d', (limit) => {
    expect(() => {
      requireLimit(limit);
    }).toThrow(expect.objectContaining({ fault: 'input', code: 'bad-limit' }));
  });
});

describe('lengthOf()', () => {
  test('is no number where one of them is none or infinite', () => {
    expect(lengthOf([1, Infinity])).toBeNaN();
    expect(lengthOf([Number.NaN, 1])).toBeNaN();
    expect(lengthOf([0, 0])).toBe(0);
  });
});
