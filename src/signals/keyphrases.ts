import { abstain, ok } from '../contracts/outcome.ts';
import { keyphrasesValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { extractKeyphrases } from './keyphrases/extract.ts';
import { textFields } from './text/fields.ts';

/** `keyphrases`: what the item's texts are about, in their own words. */
export const keyphrases = defineSignal({
  contract: {
    name: 'keyphrases',
    version: 1,
    kind: 'spans',
    inputs: ['title', 'description', 'tags', 'ocr@1', 'language@1'],
    models: [],
    meaning:
      'Up to 20 phrases of 1 to 6 words from title, description, tags and the text in the picture, ' +
      'the best first, without near-equal repetitions. Tags are phrases as they stand. Scored ' +
      'without training by YAKE (Campos et al. 2020): words that stand out by place, case, ' +
      'frequency and company.',
    range: 'score 0..1, higher is more telling; comparable within an item more than between items',
    cost: 'cheap',
    expectations: [
      { expect: 'range', path: 'phrases[].score', least: 0, most: 1 },
      { expect: 'length', path: 'phrases', least: 1, most: 20 },
    ],
  },
  schema: keyphrasesValue,
  scope: 'item',
  stage: 'inference',
  rasters: [],
  extract(unit) {
    const { primary, fields } = unit.signals.language ?? { primary: 'und', fields: [] };
    const languageOf = (field: string): string => {
      const code = fields.find((known) => known.field === field)?.code ?? 'und';
      return code === 'und' ? primary : code;
    };
    const spoken = textFields(unit).map((text) => ({ ...text, language: languageOf(text.field) }));
    if (spoken.length === 0) return Promise.resolve(abstain('no text'));
    const phrases = extractKeyphrases(
      spoken,
      unit.item.text.tags.slice(0, 100),
      languageOf('tags'),
    );
    return Promise.resolve(phrases.length === 0 ? abstain('no telling words') : ok({ phrases }));
  },
});
