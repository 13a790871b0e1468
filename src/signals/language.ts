import { abstain, ok } from '../contracts/outcome.ts';
import { languageValue } from '../contracts/values.ts';
import type { SignalValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { detectLanguage } from './language/detect.ts';
import { textFields } from './text/fields.ts';

type Field = SignalValue<'language'>['fields'][number];

/** `language`: the language of each text field and of the text in the picture. */
export const language = defineSignal({
  contract: {
    name: 'language',
    version: 1,
    kind: 'text',
    inputs: ['title', 'description', 'tags', 'ocr@1'],
    models: [],
    meaning:
      'The language of each text field of the item and of the text found in its picture, out of 60. ' +
      '`und` is said of a text that is too short, mixed, or in a language that is not among them; ' +
      '`primary` is the language of the longest field that is sure.',
    range:
      'confidence 0..1: the probability that the best guess is right; below 0.6 the code is und',
    cost: 'cheap',
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no text'] },
      { expect: 'range', path: 'fields[].confidence', least: 0, most: 1 },
      { expect: 'distribution', path: 'primary', most: 0.2 },
    ],
  },
  schema: languageValue,
  scope: 'item',
  stage: 'inference',
  rasters: [],
  async extract(unit) {
    const texts = textFields(unit);
    if (texts.length === 0) return abstain('no text');
    const fields: (Field & { readonly length: number })[] = [];
    for (const { field, text } of texts) {
      fields.push({ field, length: text.length, ...(await detectLanguage(text)) });
    }
    const [longest] = fields
      .filter(({ code }) => code !== 'und')
      .toSorted((a, b) => b.length - a.length);
    return ok({
      primary: longest?.code ?? 'und',
      fields: fields.map(({ field, code, confidence }) => ({ field, code, confidence })),
    });
  },
});
