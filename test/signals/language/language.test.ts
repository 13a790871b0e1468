import { describe, expect, it } from 'vitest';
import { language } from '../../../src/signals/language.ts';
import { detectLanguage } from '../../../src/signals/language/detect.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { tuxpaintCaptions } from '../../fixtures/tuxpaint.ts';
import type { Caption } from '../../fixtures/tuxpaint.ts';
import { noTools, ocrOf, textUnit } from '../../fixtures/text-unit.ts';

describe('detectLanguage()', () => {
  it.each([
    ['en', 'A small brown dog is sleeping on the sofa next to the window.'],
    ['de', 'Ein kleiner brauner Hund schläft auf dem Sofa neben dem Fenster.'],
    ['fr', 'Un petit chien brun dort sur le canapé à côté de la fenêtre.'],
    ['ru', 'Красное платье с длинным рукавом, очень мягкая ткань.'],
    ['ja', '小さな茶色の犬が窓際のソファで眠っています。'],
    ['zh', '一只棕色的小狗睡在窗边的沙发上。'],
    ['th', 'สุนัขสีน้ำตาลตัวเล็กนอนหลับอยู่บนโซฟา'],
    ['ar', 'كلب بني صغير ينام على الأريكة بجانب النافذة.'],
  ])('detectLanguage() says %s when a sentence is written in it', async (code, text) => {
    expect(await detectLanguage(text)).toMatchObject({ code });
  });

  it.each([
    '',
    '12345',
    '🐸🐸🐸',
    'xx',
    'IMG_2041',
    'https://example.com/der/hund',
    '@someone #2024',
  ])('detectLanguage() says und when the text is %j', async (text) => {
    expect(await detectLanguage(text)).toMatchObject({ code: 'und' });
  });

  it('detectLanguage() says und when two languages share the text', async () => {
    const mixed =
      'The dog sleeps on the sofa next to the window. Le chien dort sur le canapé à côté de la fenêtre.';
    const found = await detectLanguage(mixed);
    expect(found.code).toBe('und');
    expect(found.confidence).toBeLessThan(0.6);
  });

  const captions = tuxpaintCaptions();
  it.skipIf(captions === undefined)(
    'detectLanguage() is right for 9 of 10 captions and more when it names a language',
    { timeout: 30_000 },
    async () => {
      const sample = sampleOf(captions ?? [], 1500);
      let named = 0;
      let right = 0;
      for (const { language: expected, text } of sample) {
        const { code } = await detectLanguage(text);
        if (code === 'und') continue;
        named += 1;
        if (code === expected) right += 1;
      }
      expect(named / sample.length).toBeGreaterThan(0.6);
      expect(right / named).toBeGreaterThan(0.9);
    },
  );
});

/** Languages of very different scripts and families, all among the detector's 60. */
const known = new Set(
  'ar bg ca cs da de el en es et eu fi fr he hu it ja ko lt lv nl pl pt ro ru sv th tr uk vi zh'.split(
    ' ',
  ),
);

function sampleOf(captions: readonly Caption[], size: number): Caption[] {
  const random = seededRandom(7);
  const usable = captions.filter(({ language: code }) => known.has(code));
  return Array.from({ length: size }, () => usable[Math.floor(random() * usable.length)]).filter(
    (caption) => caption !== undefined,
  );
}

describe('language', () => {
  it('language says each field and the longest sure one when fields differ', async () => {
    const outcome = await language.extract?.(
      textUnit(
        { title: 'xx', description: 'Ein kleiner brauner Hund schläft auf dem Sofa.', tags: [] },
        ocrOf('The shop is open every day of the week from nine until six.'),
      ),
      noTools,
    );
    expect(outcome).toMatchObject({
      status: 'ok',
      value: {
        primary: 'en',
        fields: [
          { field: 'title', code: 'und' },
          { field: 'description', code: 'de' },
          { field: 'ocr', code: 'en' },
        ],
      },
    });
    if (outcome?.status === 'ok') expect(() => language.schema.parse(outcome.value)).not.toThrow();
  });

  it('language abstains when the item has no text', async () => {
    const outcome = await language.extract?.(textUnit({ title: '  ' }), noTools);
    expect(outcome).toEqual({ status: 'abstained', reason: 'no text' });
  });
});
