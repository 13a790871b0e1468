import { describe, expect, it } from 'vitest';
import { candidatesOf, longestPhrase } from '../../../src/signals/keyphrases/candidates.ts';
import { sentencesOf } from '../../../src/signals/text/words.ts';
import { referenceScores, referenceStopWords, referenceText } from './yake-reference.ts';

function candidates(text: string, isStop: (word: string) => boolean) {
  return candidatesOf(
    sentencesOf(text, 'en').map(({ text: sentence, runs }) => ({
      text: sentence,
      whole: false,
      runs: runs.map((run) => run.map((word) => ({ word, stop: isStop(word.lower) }))),
    })),
  );
}

describe('candidatesOf()', () => {
  it('candidatesOf() gives the scores of the reference implementation of YAKE', () => {
    const found = candidates(
      referenceText,
      (word) => referenceStopWords.has(word) || word.replace(/[^\p{L}\p{N}]/gu, '').length < 3,
    );
    const scores = new Map(found.map(({ phrase, rarity }) => [phrase, rarity]));
    for (const [phrase, expected] of Object.entries(referenceScores)) {
      expect(scores.get(phrase), phrase).toBeCloseTo(expected, 12);
    }
  });

  it('candidatesOf() gives no phrase over punctuation, over six words or with a stop word at an end', () => {
    const stop = new Set(['of', 'the']);
    const found = candidates('one two, three of the four five six seven eight nine', (word) =>
      stop.has(word),
    );
    expect(found.length).toBeGreaterThan(20);
    for (const { keys, phrase } of found) {
      expect(keys.length).toBeLessThanOrEqual(longestPhrase);
      expect(phrase).not.toContain(',');
      expect(stop.has(keys[0] ?? '')).toBe(false);
      expect(stop.has(keys.at(-1) ?? '')).toBe(false);
    }
  });

  it('candidatesOf() scores the only word of a text as worked out by hand', () => {
    // casing 0, position ln ln 3, frequency 1 / (1 + 0), relatedness 1, spread 1 / 1.
    const term = Math.log(Math.log(3)) / 2;
    const [only] = candidates('cat', () => false);
    expect(only?.rarity).toBeCloseTo(term / (1 + term), 14);
  });
});
