import { UnderstoryError } from '../../base/errors.ts';
import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import { alphabetOf } from './alphabet.ts';
import { decodeCtc, type Reading } from './ctc.ts';
import { lineFrame, signedNormalisation } from './line-frame.ts';
import { quadHeight, quadWidth, type Quad } from './quad.ts';
import { samplePlanes } from './sample.ts';

/** Lines are drawn this high, and at most this wide: longer ones are squeezed. */
const lineHeight = 48;
const maxLineWidth = 1600;
/** The recogniser gives a step for each 8 pixels. */
const stepPixels = 8;
const minLineWidth = 64;

/**
 * Reads one line of an RGB raster with a CTC recogniser (SVTR, Du et al. 2022, in the mobile form
 * of PP-OCR), from the quad's first corner along its first edge. One line a run: a batch of six
 * costs a third more for each line than six runs, and pads all to the widest.
 *
 * @throws UnderstoryError of fault `model` when the output does not fit the alphabet.
 */
export async function recogniseLine(model: Model, raster: Raster, quad: Quad): Promise<Reading> {
  const alphabet = await alphabetOf(model);
  const width = drawnWidth(quad);
  const stride = Math.max(minLineWidth, width);
  const data = new Float32Array(3 * lineHeight * stride);
  const target = { data, offset: 0, width, height: lineHeight, stride };
  samplePlanes(raster, lineFrame(quad, width, lineHeight), target, signedNormalisation);
  const dims = [1, 3, lineHeight, stride];
  const outputs = await model.run({ x: { type: 'float32', dims, data } });
  const output = Object.values(outputs)[0];
  const classes = alphabet.length + 1;
  if (!(output?.data instanceof Float32Array) || output.dims.at(-1) !== classes) {
    throw new UnderstoryError(
      'model',
      'model-output',
      `The model ${model.name} should give probabilities of ${classes} characters, as many as its characters.txt has; it gave [${output?.dims.join(', ') ?? ''}]. Check that both belong together.`,
    );
  }
  return decodeCtc(output.data, classes, alphabet);
}

function drawnWidth(quad: Quad): number {
  const natural = (lineHeight * quadWidth(quad)) / Math.max(1, quadHeight(quad));
  const stepped = Math.ceil(natural / stepPixels) * stepPixels;
  return Math.min(maxLineWidth, Math.max(stepPixels, stepped));
}
