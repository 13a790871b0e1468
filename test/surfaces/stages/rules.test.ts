import { describe, expect, test } from 'vitest';
import { keepOneOfCopies, keepSafe } from '../../../src/surfaces/stages/rules.ts';
import { candidate } from '../candidates.ts';

describe('keepSafe()', () => {
  test('leaves out only what is unsafe, and says how many', () => {
    const notes: string[] = [];
    const kept = keepSafe(
      [
        candidate('fine'),
        candidate('harmful', { safety: 'unsafe' }),
        candidate('grown-up', { safety: 'sensitive' }),
        candidate('unknown', { safety: null }),
      ],
      (text) => notes.push(text),
    );
    expect(kept.map(({ id }) => id)).toEqual(['fine', 'grown-up', 'unknown']);
    expect(notes).toEqual(['1 unsafe']);
  });
});

describe('keepOneOfCopies()', () => {
  test('keeps the first of each cluster and tells it of its copies', () => {
    const notes: string[] = [];
    const kept = keepOneOfCopies(
      [
        candidate('a', { cluster: 'x' }),
        candidate('lone'),
        candidate('b', { cluster: 'x' }),
        candidate('c', { cluster: 'y' }),
        candidate('d', { cluster: 'x' }),
      ],
      (text) => notes.push(text),
      new Set(['y']),
    );
    expect(kept.map(({ id, rules, copies }) => [id, rules, copies])).toEqual([
      ['a', ['2 copies of it left out'], 2],
      ['lone', [], undefined],
    ]);
    expect(notes).toEqual(['3 copies of others']);
  });
});
