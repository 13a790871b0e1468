import { describe, expect, test } from 'vitest';
import { createMovingMeans } from '../../src/base/moving-means.ts';

describe('createMovingMeans()', () => {
  test('gives the first value as it is, and moves a fifth of the way to each next', () => {
    const means = createMovingMeans();
    expect(means.get('a')).toBeUndefined();
    means.note('a', 10);
    means.note('b', 1);
    expect(means.get('a')).toBe(10);
    means.note('a', 20);
    means.note('a', 2);
    expect(means.get('a')).toBeCloseTo(10);
    expect(means.get('b')).toBe(1);
  });

  test('forgets the key of which nothing was noted for longest when there are 500 others', () => {
    const means = createMovingMeans();
    for (let key = 0; key < 500; key += 1) means.note(`key ${key}`, key);
    means.note('key 0', 0);
    means.note('one more', 1);
    expect(means.get('key 0')).toBe(0);
    expect(means.get('key 1')).toBeUndefined();
    expect(means.get('key 2')).toBe(2);
  });
});
