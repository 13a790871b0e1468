import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { drawInterests } from '../../../src/surfaces/home/draw-interests.ts';
import { takeTurns } from '../../../src/surfaces/home/take-turns.ts';
import type { UserInterest } from '../../../src/surfaces/home/user-model.ts';

test('takeTurns() gives each list its share, as evenly as may be: the example of nginx', () => {
  // https://github.com/phusion/nginx/commit/27e94984486058d73157038f7950a0a36ecc6e35: {5, 1, 1}
  const turns = [
    { list: ['a', 'a', 'a', 'a', 'a', 'a', 'a'], weight: 5 },
    { list: ['b', 'b', 'b'], weight: 1 },
    { list: ['c', 'c', 'c'], weight: 1 },
  ];
  expect(takeTurns(turns).slice(0, 7).join('')).toBe('aabacaa');
});

test('takeTurns() leaves the turns of a list that is at its end to the others, and loses none', () => {
  const turns = [
    { list: [1, 2], weight: 1 },
    { list: [3, 4, 5, 6, 7, 8], weight: 0.1 },
    { list: [], weight: 9 },
  ];
  expect(takeTurns(turns).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(takeTurns([])).toEqual([]);
});

test('drawInterests() takes all of few, and of many each by its importance', () => {
  const interest = (id: string, share: number): UserInterest => ({
    id,
    share,
    importance: share,
    space: 'image_embedding@1',
    vector: [],
    items: [],
    lastAt: 0,
  });
  const few = [interest('a', 0.2), interest('b', 0.8)];
  expect(drawInterests(few, seededRandom(1)).map(({ id }) => id)).toEqual(['b', 'a']);
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id, at) =>
    interest(id, (at + 1) / 36),
  );
  const random = seededRandom(4);
  const times = new Map<string, number>();
  for (let draw = 0; draw < 2000; draw += 1) {
    const drawn = drawInterests(many, random);
    expect(drawn).toHaveLength(5);
    for (const { id } of drawn) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const order = [...times].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
  expect(order).toEqual(['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']);
  expect(times.get('a')).toBeGreaterThan(100);
});
