import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/contracts/item.ts';
import type { SignalValue } from '../../src/contracts/values.ts';
import { summarise } from '../../src/extraction/summary.ts';

const item: Item = {
  id: 'a/shoe.jpg',
  assets: [{ digest: 'a'.repeat(64), medium: 'image', sizeBytes: 3, origin: 'shoe.jpg' }],
  text: { title: 'Red shoe', description: 'Worn once', tags: ['summer', 'sale'] },
  attributes: {
    folder: 'a',
    sizes: ['38', '39'],
    price: 12.5,
    new: true,
    note: '',
    essay: 'x'.repeat(81),
  },
};

const box = { x: 0, y: 0, width: 1, height: 1 };

function safety(tier: SignalValue<'safety'>['tier']): SignalValue<'safety'> {
  return { tier, score: 0, medium: 'photo', labels: [] };
}

describe('summarise()', () => {
  test('makes one facet of each label that is sure, each attribute and each word of a list', () => {
    const { facets } = summarise(
      item,
      {
        objects: {
          objects: [
            { label: 'shoe', score: 0.9, box },
            { label: 'shoe', score: 0.8, box },
            { label: 'cat', score: 0.1, box },
          ],
        },
        topics: { topics: [{ id: 'fashion/shoes', level: 2, label: 'Shoes', score: 0.7 }] },
        palette: {
          colours: [
            { name: 'red', hex: '#ff0000', lab: [53, 80, 67], share: 0.8 },
            { name: 'grey', hex: '#808080', lab: [54, 0, 0], share: 0.05 },
          ],
        },
        language: { primary: 'en', fields: [] },
      },
      [safety('safe')],
    );
    expect(facets.toSorted()).toEqual([
      'attribute.folder:a',
      'attribute.new:true',
      'attribute.price:12.5',
      'attribute.sizes:38',
      'attribute.sizes:39',
      'colour:red',
      'language:en',
      'medium:image',
      'object:shoe',
      'safety:safe',
      'text:no',
      'topic:fashion/shoes',
    ]);
  });

  test.each([
    [0, 'quality:0.0-0.2'],
    [0.2, 'quality:0.2-0.4'],
    [0.599, 'quality:0.4-0.6'],
    [1, 'quality:0.8-1.0'],
  ])('puts a quality of %d into the step %s', (score, facet) => {
    const textQuality = {
      words: 1,
      allCaps: 0,
      repetition: 0,
      links: 0,
      emojiShare: 0,
      clickbait: 0,
    };
    const { facets, quality } = summarise(item, { text_quality: { ...textQuality, score } }, []);
    expect(facets).toContain(facet);
    expect(quality).toBe(score);
  });

  test('is as unsafe as the worst of the pictures, and says nothing when none was judged', () => {
    const tiers = [safety('safe'), safety('unsafe'), safety('sensitive')];
    expect(summarise(item, {}, tiers).safety).toBe('unsafe');
    expect(summarise(item, {}, []).safety).toBeNull();
  });

  test('weighs what people wrote above what was seen and what was read', () => {
    const { searched } = summarise(
      item,
      {
        objects: { objects: [{ label: 'shoe', score: 0.9, box }] },
        ocr: { text: 'SALE', lines: [], area: 0.1 },
      },
      [],
    );
    expect(searched.fields.map(({ text, weight }) => [text, weight])).toEqual([
      ['red shoe', 3],
      ['summer sale', 3],
      ['worn once', 1.5],
      ['shoe', 1],
      ['sale', 0.5],
    ]);
    expect(searched.phrases).toEqual(['title\tred shoe\tRed shoe', 'object\tshoe\tshoe']);
  });
});
