import { expect, test } from 'vitest';
import type { Expectation } from '../../../src/contracts/expectation.ts';
import { createCheck, type CheckedRow } from '../../../src/signals/expectations/check.ts';
import { seededRandom } from '../../../src/base/random.ts';

const row = (value: unknown, item = 'i', part = ''): CheckedRow => ({
  item,
  part,
  status: 'ok',
  reason: null,
  value: value as CheckedRow['value'],
});
const silent = (status: 'abstained' | 'failed', reason: string, item = 'i'): CheckedRow => ({
  item,
  part: '',
  status,
  reason,
  value: null,
});

function check(
  expectation: Expectation,
  rows: readonly CheckedRow[],
  context: Parameters<typeof createCheck>[1] = {},
) {
  const made = createCheck(expectation, context);
  for (const each of rows) made.add(each);
  return made.result();
}

test('createCheck() finds numbers out of range, in lists, objects and vectors, with their items', () => {
  const inList: Expectation = { expect: 'range', path: 'objects[].score', least: 0.3, most: 1 };
  const good = row({ objects: [{ score: 0.3 }, { score: 1 }] });
  expect(check(inList, [good, row({ objects: [] })])).toMatchObject({ ok: true, rows: 2 });
  expect(
    check(inList, [good, row({ objects: [{ score: 0.5 }, { score: 0.2 }] }, 'low', 'k1')]),
  ).toMatchObject({
    ok: false,
    failing: 1,
    measured: 0.2,
    examples: [{ item: 'low', part: 'k1', got: '0.2' }],
  });
  const ofFields: Expectation = { expect: 'range', path: 'box.*', least: 0, most: 1 };
  expect(check(ofFields, [row({ box: { x: 0, y: 1.5 } })]).measured).toBe(1.5);
  const norm: Expectation = { expect: 'norm', path: 'vector', is: 1, within: 0.001 };
  expect(check(norm, [row({ vector: [0.6, 0.8] })]).ok).toBe(true);
  expect(check(norm, [row({ vector: [0.6, 0.9] })])).toMatchObject({ ok: false, failing: 1 });
  expect(check(norm, [row({ vector: [Number.NaN] })]).ok).toBe(false);
});

test('createCheck() finds lists of a wrong length and sums that are off', () => {
  const length: Expectation = { expect: 'length', path: 'phrases', least: 1, most: 2 };
  expect(check(length, [row({ phrases: ['a'] }), row({ phrases: ['a', 'b'] })]).ok).toBe(true);
  expect(check(length, [row({ phrases: [] })])).toMatchObject({ ok: false, measured: 0 });
  expect(check(length, [row({ phrases: ['a', 'b', 'c'] })])).toMatchObject({ ok: false });
  const sum: Expectation = { expect: 'sum', path: 'image.*', least: 0.99, most: 1.01 };
  expect(check(sum, [row({ image: { a: 0.4, b: 0.6 } }), row({})]).ok).toBe(true);
  expect(check(sum, [row({ image: { a: 0.4, b: 0.4 } })])).toMatchObject({
    measured: 0.8,
    ok: false,
  });
});

test('createCheck() holds a rate against a bound only where chance does not explain it', () => {
  const few: Expectation = { expect: 'failed-rate', most: 0.05 };
  const rows = (failed: number, all: number) =>
    Array.from({ length: all }, (_, at) => (at < failed ? silent('failed', 'torn') : row({})));
  expect(check(few, rows(1, 8))).toMatchObject({ ok: true, failing: 1, measured: 0.125 });
  expect(check(few, rows(4, 8)).ok).toBe(false);
  expect(check(few, rows(60, 1000)).ok).toBe(true);
  expect(check(few, rows(90, 1000)).ok).toBe(false);
  expect(check(few, [])).toMatchObject({ ok: true, measured: null });
});

test('createCheck() does not count as missing what there was nothing to look at for', () => {
  const expectation: Expectation = { expect: 'null-rate', most: 0, besides: ['no picture'] };
  const texts = Array.from({ length: 50 }, () => silent('abstained', 'no picture'));
  expect(check(expectation, [...texts, row({})])).toMatchObject({ ok: true, rows: 1 });
  const mute = Array.from({ length: 5 }, () => silent('abstained', 'nothing seen'));
  expect(check(expectation, [...texts, ...mute])).toMatchObject({ ok: false, rows: 5, failing: 5 });
});

test('createCheck() names items without rows and keeps ten examples', () => {
  const expectation: Expectation = { expect: 'rows', least: 1, most: 2 };
  const items = Array.from({ length: 30 }, (_, at) => `i${at}`);
  const result = check(expectation, [row({}, 'i0'), row({}, 'i0', 'o1'), row({}, 'i0', 'o2')], {
    items,
  });
  expect(result).toMatchObject({ ok: false, failing: 30 });
  expect(result.examples).toHaveLength(10);
  expect(result.examples[0]).toEqual({ item: 'i0', part: '', got: '3 rows' });
  expect(result.examples[1]?.got).toBe('0 rows');
});

test('createCheck() finds words distributed otherwise, and not what a small sample explains', () => {
  const expectation: Expectation = { expect: 'distribution', path: 'tier', most: 0.2 };
  const before = { safe: 950, sensitive: 40, unsafe: 10 };
  const draw = (count: number, unsafe: number, seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: count }, () =>
      row({ tier: random() < unsafe ? 'unsafe' : 'safe' }),
    );
  };
  for (let seed = 0; seed < 50; seed += 1) {
    expect(check(expectation, draw(64, 0.05, seed), { before }).ok).toBe(true);
  }
  expect(check(expectation, draw(64, 0.9, 1), { before })).toMatchObject({ ok: false });
  expect(check(expectation, draw(5000, 0.3, 1), { before }).ok).toBe(false);
  expect(check(expectation, draw(5000, 0.9, 1)).ok).toBe(true);
});
