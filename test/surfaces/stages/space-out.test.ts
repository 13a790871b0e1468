import { describe, expect, test } from 'vitest';
import { spaceOut } from '../../../src/surfaces/stages/space-out.ts';
import { candidate } from '../candidates.ts';

const spacing = {
  likeness: (a: { readonly id: string }, b: { readonly id: string }) =>
    a.id[0] === b.id[0] ? 1 : 0,
  isPoor: ({ card }: { readonly card: { readonly quality: number | null } }) =>
    (card.quality ?? 1) < 0.3,
  window: 2,
  costs: { alike: 0.3, poor: 0.3 },
  limit: 10,
};
const ids = (candidates: readonly { readonly id: string }[]) => candidates.map(({ id }) => id);

describe('spaceOut()', () => {
  test('puts what is alike apart, within its window only', () => {
    const all = [
      candidate('a1', { score: 1 }),
      candidate('a2', { score: 0.9 }),
      candidate('a3', { score: 0.8 }),
      candidate('b1', { score: 0.75 }),
      candidate('c1', { score: 0.65 }),
    ];
    expect(ids(spaceOut(all, spacing))).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
    expect(ids(spaceOut(all, { ...spacing, limit: 2 }))).toEqual(['a1', 'b1']);
  });

  test('is soft: what is much better comes all the same, and nothing is left out', () => {
    const all = [
      candidate('a1', { score: 1 }),
      candidate('a2', { score: 0.95 }),
      candidate('b1', { score: 0.1 }),
    ];
    expect(ids(spaceOut(all, spacing))).toEqual(['a1', 'a2', 'b1']);
  });

  test('puts the poor apart, and keeps the order where nothing is alike or poor', () => {
    const poor = { quality: 0.1 };
    const all = [
      candidate('a', { score: 1, ...poor }),
      candidate('b', { score: 0.9, ...poor }),
      candidate('c', { score: 0.8 }),
      candidate('d', { score: 0.7 }),
    ];
    expect(ids(spaceOut(all, spacing))).toEqual(['a', 'c', 'd', 'b']);
    const costs = { alike: 0.3, poor: 0 };
    expect(ids(spaceOut(all, { ...spacing, costs }))).toEqual(['a', 'b', 'c', 'd']);
    expect(spaceOut([], spacing)).toEqual([]);
  });
});
