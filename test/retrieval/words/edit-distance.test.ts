import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { editDistance } from '../../../src/retrieval/words/edit-distance.ts';

describe('editDistance()', () => {
  test.each([
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['dres', 'dress', 1],
    ['derss', 'dress', 1],
    ['dres', 'derss', 2],
    ['ca', 'abc', 3],
    ['same', 'same', 0],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  test('gives one more than what is asked about where it is larger', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('a', 'abcdefgh', 1)).toBe(2);
  });

  test('is at most the number of edits that were made, whatever they were', () => {
    const random = seededRandom(11);
    const below = (count: number) => Math.floor(random() * count);
    for (let round = 0; round < 300; round += 1) {
      const word = Array.from({ length: 4 + below(8) }, () => 'abcde'[below(5)]).join('');
      const at = below(word.length - 1);
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      const edited = [
        head + tail.slice(1),
        `${head}x${tail}`,
        `${head}x${tail.slice(1)}`,
        head + (tail[1] ?? '') + (tail[0] ?? '') + tail.slice(2),
      ][below(4)];
      expect(editDistance(word, edited ?? '', 2)).toBeLessThanOrEqual(1);
    }
  });
});
