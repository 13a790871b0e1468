import { describe, expect, it } from 'vitest';
import { partOfWords, weightWords } from '../../../../console/features/search/part-words.ts';

describe('partOfWords()', () => {
  it.each(['-stripes', '- stripes', 'not stripes', 'NOT  stripes'])('leads away by %j', (typed) =>
    expect(partOfWords(typed)).toEqual({ kind: 'words', text: 'stripes', weight: -1 }),
  );

  it.each(['knot', 'nothing', 'well-known', 'not', '-'])('leads towards %j', (typed) =>
    expect(partOfWords(typed)).toEqual({ kind: 'words', text: typed, weight: 1 }),
  );
});

describe('weightWords()', () => {
  it('names the usual weights and counts the others', () => {
    expect([2, 1, 0.5, -1].map(weightWords)).toEqual(['more', 'as it is', 'less', 'not like this']);
    expect([3, -0.5].map(weightWords)).toEqual(['3 ×', '0.5 × away']);
  });
});
