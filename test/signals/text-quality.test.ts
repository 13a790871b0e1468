import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { textQuality } from '../../src/signals/text-quality.ts';
import { measureText } from '../../src/signals/text-quality/measure.ts';
import { noTools, ocrOf, textUnit } from '../fixtures/text-unit.ts';

function measure(text: string, tags: readonly string[] = []) {
  return measureText([{ field: 'description', text, language: 'en' }], tags);
}

const good = 'A brown vintage leather jacket with brass zips and two deep pockets.';

describe('measureText()', () => {
  it('measureText() is near 1 when a text describes in plain words', () => {
    expect(measure(good)).toMatchObject({ words: 12, links: 0, repetition: 0, clickbait: 0 });
    expect(measure(good).score).toBeGreaterThan(0.95);
  });

  it.each([
    ['shouting', good.toUpperCase()],
    ['stuffing', `${good} jacket jacket jacket cheap jacket jacket jacket`],
    ['bait', `You won't believe this jacket!!! ${good}`],
    ['links', `${good} https://a.example https://b.example www.c.example/path`],
    ['emoji', `${good} 🔥🔥🔥🔥🔥🔥🔥🔥`],
    ['a single word', 'jacket'],
  ])('measureText() is lower when there is %s', (_what, text) => {
    expect(measure(text).score).toBeLessThan(measure(good).score - 0.1);
  });

  it('measureText() counts as documented when the parts are known', () => {
    const value = measure('shoes shoes shoes shoes shoes NIKE www.a.example 👟');
    expect(value.links).toBe(1);
    expect(value.repetition).toBeCloseTo(3 / 6, 12);
    expect(value.allCaps).toBeCloseTo(1 / 3, 12);
    expect(value.emojiShare).toBeCloseTo(1 / 3, 12);
  });

  it('measureText() takes capital letters of an acronym for no shouting', () => {
    expect(measure('A new TV for the USA').allCaps).toBe(0);
  });

  it('measureText() counts tags beyond 30 as stuffing', () => {
    const tags = Array.from({ length: 60 }, (_, index) => `tag${index}`);
    expect(measure(good, tags).repetition).toBe(0.5);
  });

  const words = fc.array(
    fc.constantFrom(
      'cheap',
      'shoes',
      'RED',
      'SALES',
      'buy',
      'the',
      '🔥',
      'www.a.example',
      'hurry!!!',
      '靴',
      'rot',
    ),
    { minLength: 1, maxLength: 60 },
  );

  it('measureText() never rises when the most repeated word is repeated more', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('shoes', 'cheap'), fc.nat(40), (text, word, times) => {
        const before = [word, word, ...text].join(' ');
        const after = `${before}${` ${word}`.repeat(times)}`;
        expect(measure(after).score).toBeLessThanOrEqual(measure(before).score + 1e-12);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('measureText() never rises when the whole text, a link or emoji are added again', () => {
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        const { score } = measure(text);
        for (const more of [text, '🔥🔥', 'https://b.example/x', '!!!']) {
          expect(measure(`${text} ${more}`).score).toBeLessThanOrEqual(score + 1e-12);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('measureText() stays in its ranges when the text is anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(() => textQuality.schema.parse(measure(text))).not.toThrow();
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('text_quality', () => {
  it('text_quality abstains when the only text is in the picture', async () => {
    expect(await textQuality.extract?.(textUnit({}, ocrOf('SALE')), noTools)).toMatchObject({
      status: 'abstained',
    });
  });

  it('text_quality does not count echoes between title, description and tags as repetition', async () => {
    const text = {
      title: 'Red dress',
      description: 'A red dress for summer',
      tags: ['red', 'dress'],
    };
    const outcome = await textQuality.extract?.(textUnit(text), noTools);
    expect(outcome).toMatchObject({ status: 'ok', value: { repetition: 0 } });
  });
});
