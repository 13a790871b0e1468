import { abstain, ok } from '../contracts/outcome.ts';
import { textQualityValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { textFields } from './text/fields.ts';
import { measureText } from './text-quality/measure.ts';

/** `text_quality`: how good the item's own text is as a description. */
export const textQuality = defineSignal({
  contract: {
    name: 'text_quality',
    version: 1,
    kind: 'score',
    inputs: ['title', 'description', 'tags', 'language@1'],
    models: [],
    meaning:
      'What the title, description and tags are made of: words; shouting (the share of different ' +
      'longer words in capitals); repetition (words used more than twice in a field, and tags ' +
      'beyond 30); links; emoji among emoji and different words; cues of English clickbait. The ' +
      'score says how good they are together as a description: repeating, shouting, baiting and ' +
      'links lower it, up to eight different telling words raise it.',
    range: 'words and links are counts, all others 0..1; score 1 is best',
    cost: 'cheap',
    units: { words: 'words', links: 'links' },
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no text'] },
      { expect: 'range', path: 'score', least: 0, most: 1 },
    ],
  },
  schema: textQualityValue,
  scope: 'item',
  stage: 'inference',
  rasters: [],
  extract(unit) {
    const { primary, fields } = unit.signals.language ?? { primary: 'und', fields: [] };
    const texts = textFields(unit)
      .filter(({ field }) => field !== 'ocr')
      .map((text) => {
        const code = fields.find(({ field }) => field === text.field)?.code ?? 'und';
        return { ...text, language: code === 'und' ? primary : code };
      });
    if (texts.length === 0) return Promise.resolve(abstain('no text'));
    return Promise.resolve(ok(measureText(texts, unit.item.text.tags)));
  },
});
