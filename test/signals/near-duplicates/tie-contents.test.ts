import { describe, expect, test } from 'vitest';
import {
  tieContents,
  type PictureMatch,
} from '../../../src/signals/near-duplicates/tie-contents.ts';

/** Contents 0 and 1; their pictures are numbered from 0 and from 100. */
const match = (pictureA: number, pictureB: number, distance = 8): PictureMatch => ({
  a: 0,
  b: 1,
  pictureA,
  pictureB: 100 + pictureB,
  by: 'hash',
  distance,
});

const counts = (a: number, b: number) => (content: number) => (content === 0 ? a : b);

describe('tieContents()', () => {
  test('ties single pictures that are near', () => {
    expect(tieContents([match(0, 0)], counts(1, 1))).toEqual([
      { a: 0, b: 1, by: 'hash', distance: 8 },
    ]);
  });

  test('does not tie two videos that share one frame of several', () => {
    expect(tieContents([match(0, 3)], counts(2, 5))).toEqual([]);
    expect(tieContents([match(0, 3), match(0, 4), match(0, 1)], counts(3, 5))).toEqual([]);
  });

  test('ties what has more than half of the pictures of the one that has fewer', () => {
    const [edge] = tieContents([match(0, 3, 20), match(1, 4, 6)], counts(3, 9));
    expect(edge).toEqual({ a: 0, b: 1, by: 'hash', distance: 6 });
  });

  test('ties a video with one of its frames', () => {
    expect(tieContents([match(0, 3)], counts(1, 9))).toHaveLength(1);
  });

  test('counts a pair from both sides once', () => {
    const { a, b, pictureA, pictureB, ...rest } = match(0, 0);
    const back = { a: b, b: a, pictureA: pictureB, pictureB: pictureA, ...rest };
    expect(tieContents([match(0, 0), back], counts(2, 2))).toEqual([]);
    expect(tieContents([match(0, 0), back], counts(1, 2))).toHaveLength(1);
  });

  test('says hash where hashes and embeddings both tie', () => {
    const cutting: PictureMatch = { ...match(1, 1), by: 'embedding', distance: 0.04 };
    const [edge] = tieContents([cutting, match(0, 0, 9)], counts(2, 2));
    expect(edge).toEqual({ a: 0, b: 1, by: 'hash', distance: 9 });
  });
});
