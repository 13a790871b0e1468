import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../../src/surfaces/pipeline/candidate.ts';
import { fuse, joinRoutes, type Route } from '../../../src/surfaces/stages/fuse.ts';
import { candidate } from '../candidates.ts';

function route(name: string, weight: number, ids: readonly string[]): Route {
  return {
    name,
    weight,
    candidates: ids.map((id, at): Candidate => ({
      id,
      score: 1 - at / 10,
      why: [`${name} ${at}`],
      scores: [{ stage: 'candidates', name, value: 1 - at / 10, signal: null }],
      rules: [],
    })),
  };
}

const idsOf = (candidates: readonly Candidate[]) => candidates.map(({ id }) => id);

describe('joinRoutes()', () => {
  test('gives each candidate once, with what every route said of it', () => {
    const joined = joinRoutes([route('looks', 1, ['a', 'b']), route('text', 1, ['b', 'c'])]);
    expect(idsOf(joined)).toEqual(['a', 'b', 'c']);
    expect(joined[1]).toMatchObject({
      why: ['looks 1', 'text 0'],
      scores: [
        { name: 'looks', value: 0.9 },
        { name: 'text', value: 1 },
      ],
    });
  });
});

describe('fuse()', () => {
  test('puts what two routes found before what leads one', () => {
    const routes = [route('looks', 1, ['a', 'b']), route('text', 1, ['c', 'b'])];
    const fused = fuse(joinRoutes(routes), routes);
    expect(idsOf(fused)).toEqual(['b', 'a', 'c']);
    expect(fused[0]?.score).toBeCloseTo(61 / 62, 12);
    expect(fused[1]?.score).toBeCloseTo(1 / 2, 12);
    expect(fused[0]?.scores.at(-1)).toMatchObject({ stage: 'rank', name: 'fusion' });
  });

  test('gives 1 to what leads every route, whatever their weights', () => {
    const routes = [route('looks', 3, ['a', 'b']), route('text', 0.5, ['a', 'c'])];
    expect(fuse(joinRoutes(routes), routes)[0]).toMatchObject({ id: 'a', score: 1 });
  });

  test('follows the route of the greater weight where two disagree', () => {
    const of = (looks: number, text: number) => {
      const routes = [route('looks', looks, ['a', 'b']), route('text', text, ['b', 'a'])];
      return idsOf(fuse(joinRoutes(routes), routes));
    };
    expect(of(2, 1)).toEqual(['a', 'b']);
    expect(of(1, 2)).toEqual(['b', 'a']);
  });

  test('ranks among those that are left: what a rule took has no place', () => {
    const routes = [route('looks', 1, ['gone', 'a', 'b'])];
    const fused = fuse([candidate('a'), candidate('b')], routes);
    expect(idsOf(fused)).toEqual(['a', 'b']);
    expect(fused[0]?.score).toBe(1);
    expect(fused[1]?.score).toBeCloseTo(61 / 62, 12);
  });

  test('leaves scores of 0 where no route has a say', () => {
    expect(fuse([candidate('a')], [route('looks', 0, ['a'])])[0]?.score).toBe(0);
  });
});
