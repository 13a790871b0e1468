import { describe, expect, test } from 'vitest';
import { inverseDocumentFrequency } from '../../../src/retrieval/words/bm25.ts';
import { termScore } from './term-score.ts';

describe('inverseDocumentFrequency()', () => {
  test('is what Lucene says, whose one document with the word gives 0.2876821', () => {
    expect(inverseDocumentFrequency(1, 1)).toBeCloseTo(0.2876821, 6);
    expect(inverseDocumentFrequency(1, 3)).toBeCloseTo(Math.log(8 / 3), 12);
    expect(inverseDocumentFrequency(1, 2)).toBeCloseTo(0.6931472, 6);
  });

  test('falls with every document that has the term, and stays above 0', () => {
    const values = Array.from({ length: 100 }, (_, at) => inverseDocumentFrequency(at + 1, 100));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.at(-1)).toBeGreaterThan(0);
    // Counted before the last ones were read.
    expect(inverseDocumentFrequency(120, 100)).toBeGreaterThan(0);
  });
});

describe('termScore()', () => {
  test('is what Lucene says of a word in a text of the mean length: the idf itself', () => {
    const idf = inverseDocumentFrequency(1, 1);
    expect(termScore(1, idf, { length: 3, mean: 3 })).toBeCloseTo(0.2876821, 6);
    // Lucene's explanation has 0.6285 in place of 1 at twice the frequency, as a share of k1 + 1.
    expect(termScore(2, 1, { length: 3, mean: 3 }) / 2.2).toBeCloseTo(2 / 3.2, 12);
  });

  test('says less of long texts, and of more of the same ever less', () => {
    const at = (frequency: number, length: number) => termScore(frequency, 1, { length, mean: 10 });
    expect(at(1, 5)).toBeGreaterThan(at(1, 10));
    expect(at(2, 10) - at(1, 10)).toBeGreaterThan(at(3, 10) - at(2, 10));
    expect(at(1000, 10)).toBeLessThan(2.2);
    expect(at(0, 10)).toBe(0);
  });
});
