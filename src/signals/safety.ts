import { abstain, ok } from '../contracts/outcome.ts';
import { safetyValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { namedClasses } from './safety/image-labels.ts';
import { judge, labelsOfImage, labelsOfText } from './safety/judge.ts';
import { mediumOf } from './safety/medium.ts';
import { poolSafety } from './safety/pool.ts';
import { textFields } from './text/fields.ts';
import { rasterOf } from './vision/raster-of.ts';
import { mobilenetName, runMobilenet } from './vision/run-mobilenet.ts';

/** `safety`: what in the picture and the texts of an item may harm, and how surely. */
export const safety = defineSignal({
  contract: {
    name: 'safety',
    version: 1,
    kind: 'labels',
    inputs: ['image', 'title', 'description', 'tags', 'ocr@1', 'language@1'],
    models: [mobilenetName],
    meaning:
      'Labels of a three-tier taxonomy (category, subcategory, label) for what may harm: from the ' +
      'picture, nudity and suggestiveness by the probabilities of five classes; from title, ' +
      'description, tags and the text in the picture, English word lists behind leetspeak, ' +
      'look-alike letters, invisible characters and spacing. The tier follows from the worst label. ' +
      'A video is as harmful as its worst keyframe. The picture part knows no violence and no drugs.',
    range:
      'score 0..1: from 0.5 sensitive, from 0.85 unsafe; 0.2 mild language … 0.9 slurs; the class ' +
      'probabilities sum to 1',
    cost: 'moderate',
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no picture and no text'] },
      { expect: 'sum', path: 'image.*', least: 0.99, most: 1.01 },
      { expect: 'range', path: 'labels[].score', least: 0, most: 1 },
      { expect: 'distribution', path: 'tier', most: 0.2 },
    ],
  },
  schema: safetyValue,
  scope: 'item',
  stage: 'inference',
  rasters: ['square224', 'small256'],
  async extract(unit, tools) {
    const { primary, fields } = unit.signals.language ?? { primary: 'und', fields: [] };
    const texts = textFields(unit);
    const labels = texts.flatMap(({ field, text }) => {
      const code = fields.find((known) => known.field === field)?.code ?? 'und';
      return labelsOfText(field, text, code === 'und' ? primary : code);
    });
    if (unit.image === undefined) {
      return texts.length === 0
        ? abstain('no picture and no text')
        : ok({ ...judge(labels), medium: 'none' as const });
    }
    const image = namedClasses((await runMobilenet(unit, tools)).probabilities);
    const medium = mediumOf(rasterOf(unit.image.rasters, 'small256'));
    return ok({ ...judge([...labelsOfImage(image), ...labels]), image, medium });
  },
  pool: (values) => ok(poolSafety(values)),
});
