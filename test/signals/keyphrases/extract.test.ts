import { describe, expect, it } from 'vitest';
import { keyphrases } from '../../../src/signals/keyphrases.ts';
import { extractKeyphrases, mostPhrases } from '../../../src/signals/keyphrases/extract.ts';
import { tuxpaintCaptions } from '../../fixtures/tuxpaint.ts';
import { noTools, ocrOf, textUnit } from '../../fixtures/text-unit.ts';

function phrasesOf(title: string, language: string, tags: readonly string[] = []) {
  const fields = title === '' ? [] : [{ field: 'title' as const, text: title, language }];
  return extractKeyphrases(fields, tags, language);
}

describe('extractKeyphrases()', () => {
  it('extractKeyphrases() puts the phrase between stop words first when a title has one', () => {
    const found = phrasesOf('A vintage leather jacket with the zips of brass', 'en');
    expect(found[0]?.phrase).toBe('vintage leather jacket');
    expect(found.map(({ phrase }) => phrase)).not.toContain('with');
  });

  it('extractKeyphrases() keeps tags whole when they have several words', () => {
    const found = phrasesOf('', 'en', ['street style', '#autumn_looks', 'maxiDress']);
    expect(found.map(({ phrase }) => phrase).toSorted()).toEqual([
      'autumn looks',
      'maxi Dress',
      'street style',
    ]);
  });

  it('extractKeyphrases() says a phrase once when case and number vary', () => {
    const found = phrasesOf('Red shoes', 'en', ['red shoe', 'RED SHOES', 'shoes red']);
    const same = found.filter(({ phrase }) => /shoe/iu.test(phrase) && /red/iu.test(phrase));
    expect(same).toHaveLength(1);
  });

  it.each([
    ['ja', '東京タワーの夜景', '東京タワー'],
    ['th', 'แมวสีดำ', 'แมวสีดำ'],
    ['fr', "L'eau de la rivière", 'rivière'],
    ['de', 'Ein Frosch auf dem Stein', 'Frosch'],
    ['ru', 'Лягушка на камне', 'Лягушка'],
  ])('extractKeyphrases() finds words of %s when the text is %s', (language, title, expected) => {
    const found = phrasesOf(title, language);
    expect(found.some(({ phrase }) => phrase.includes(expected))).toBe(true);
    expect(found.every((phrase) => phrase.language === language)).toBe(true);
  });

  it('extractKeyphrases() ends soon and stays within its bounds when the text is hostile', () => {
    const texts = [
      'x'.repeat(10_000),
      'a b '.repeat(2500),
      '东'.repeat(10_000),
      '\u200d👩‍👩‍👧'.repeat(1000),
    ];
    for (const text of texts) {
      const started = performance.now();
      const found = phrasesOf(text, 'en');
      expect(found.length).toBeLessThanOrEqual(mostPhrases);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });

  const captions = tuxpaintCaptions();
  it.skipIf(captions === undefined)(
    'extractKeyphrases() gives whole words of the text with scores in 0..1 when captions are in 90 languages',
    () => {
      const sample = (captions ?? []).filter((_, index) => index % 60 === 0);
      expect(new Set(sample.map(({ language }) => language)).size).toBeGreaterThan(60);
      for (const { language, text } of sample) {
        for (const { phrase, score } of phrasesOf(text, language.split('_')[0] ?? 'und')) {
          expect(text.replace(/\s+/gu, ' ')).toContain(phrase);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }
    },
  );
});

describe('keyphrases', () => {
  it('keyphrases ranks the title above the same kind of text in the picture', async () => {
    const unit = textUnit({ title: 'green frog' }, ocrOf('yellow duck'));
    const outcome = await keyphrases.extract?.(unit, noTools);
    if (outcome?.status !== 'ok') throw new Error('expected phrases');
    const found = keyphrases.schema.parse(outcome.value).phrases.map(({ phrase }) => phrase);
    expect(found.indexOf('green frog')).toBeLessThan(found.indexOf('yellow duck'));
    expect(found).toContain('yellow duck');
  });

  it('keyphrases abstains when there is no text or only stop words', async () => {
    expect(await keyphrases.extract?.(textUnit({}), noTools)).toMatchObject({
      status: 'abstained',
      reason: 'no text',
    });
    expect(await keyphrases.extract?.(textUnit({ title: 'to be or the' }), noTools)).toMatchObject({
      reason: 'no telling words',
    });
  });
});
