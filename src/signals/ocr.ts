import { abstain, ok } from '../contracts/outcome.ts';
import type { Raster } from '../contracts/raster.ts';
import { ocrValue } from '../contracts/values.ts';
import { pictureShare } from './contract/picture-units.ts';
import { defineSignal } from './definition.ts';
import { quadHeight, quadWidth } from './ocr/quad.ts';
import type { TextLine } from './ocr/read-line.ts';
import { readText } from './ocr/read-text.ts';
import { rasterOf } from './vision/raster-of.ts';

const models = {
  detector: 'ppocr-v4-det',
  recogniser: 'ppocr-v4-rec',
  orientation: 'ppocr-v4-cls',
} as const;

/** What a picture says, and where. */
export const ocr = defineSignal({
  contract: {
    name: 'ocr',
    version: 1,
    kind: 'spans',
    inputs: ['image'],
    models: Object.values(models),
    meaning:
      'The lines of text on a picture in reading order (columns one after the other), each with ' +
      'the four corners of its rectangle, clockwise from where the text starts, and the joined ' +
      'text. Reads Latin letters without accents, digits, punctuation and Chinese, in print and ' +
      'at any angle, from about 10 pixels of height on the picture seen at most 1280 long. ' +
      'Handwriting and ornamental lettering are read poorly; vertical Chinese is not read. Spaces ' +
      'between words are sometimes lost. Lines the recogniser is unsure of are left out.',
    range:
      'Confidence 0.75..1: the mean probability of the characters, no calibrated chance; corners ' +
      'and area are shares of the upright picture, 0..1; at most 100 lines, the largest.',
    cost: 'dear',
    units: { 'lines[].quad[]': pictureShare, area: 'share of the picture' },
    expectations: [
      { expect: 'range', path: 'lines[].confidence', least: 0.75, most: 1 },
      { expect: 'range', path: 'lines[].quad[]', least: 0, most: 1 },
      { expect: 'length', path: 'lines', least: 1, most: 100 },
    ],
  },
  schema: ocrValue,
  scope: 'image',
  stage: 'inference',
  rasters: ['view1280'],
  async extract(unit, tools) {
    if (unit.image === undefined) return abstain('no picture');
    const raster = rasterOf(unit.image.rasters, 'view1280');
    const lines = await readText(
      {
        detector: await tools.model(models.detector),
        recogniser: await tools.model(models.recogniser),
        orientation: await tools.model(models.orientation),
      },
      raster,
    );
    if (lines.length === 0) return abstain('no text found');
    return ok({
      text: lines.map(({ text }) => text).join('\n'),
      lines: lines.map((line) => relativeLine(line, raster)),
      area: Math.min(1, textArea(lines) / (raster.width * raster.height)),
    });
  },
});

function relativeLine({ text, confidence, quad }: TextLine, { width, height }: Raster) {
  return {
    text,
    confidence: Math.min(1, confidence),
    quad: quad.flatMap(({ x, y }) => [share(x / width), share(y / height)]),
  };
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function textArea(lines: readonly TextLine[]): number {
  return lines.reduce((sum, { quad }) => sum + quadWidth(quad) * quadHeight(quad), 0);
}
