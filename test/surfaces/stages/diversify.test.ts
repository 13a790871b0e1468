import { describe, expect, test } from 'vitest';
import { diversify } from '../../../src/surfaces/stages/diversify.ts';
import { candidate } from '../candidates.ts';

const candidates = [
  candidate('a', { score: 1 }),
  candidate('a again', { score: 0.9 }),
  candidate('b', { score: 0.5 }),
  candidate('unseen', { score: 0.45 }),
];
const vectors = new Map([
  ['a', [1, 0]],
  ['a again', [0.99, Math.sqrt(1 - 0.99 ** 2)]],
  ['b', [0, 1]],
]);
const order = (lambda: number, limit = 4) =>
  diversify(candidates, { vectors, lambda, limit }).map(({ id }) => id);

describe('diversify()', () => {
  test('keeps the order when only relevance counts', () => {
    expect(order(1)).toEqual(['a', 'a again', 'b', 'unseen']);
  });

  test('takes what is unlike those taken first when both count', () => {
    expect(order(0.5)).toEqual(['a', 'b', 'unseen', 'a again']);
    expect(order(0.5, 2)).toEqual(['a', 'b']);
  });

  test('loses and doubles none, also of equal scores, no vectors or no candidates', () => {
    const equal = candidates.map(({ id }) => candidate(id, { score: 0.3 }));
    const mixed = diversify(equal, { vectors: new Map(), lambda: 0.2, limit: 10 });
    expect(mixed.map(({ id }) => id)).toEqual(['a', 'a again', 'b', 'unseen']);
    expect(diversify([], { vectors, lambda: 0.5, limit: 3 })).toEqual([]);
  });
});
