import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import { outputOf } from '../vision/output-of.ts';
import { lineFrame, signedNormalisation } from './line-frame.ts';
import { quadHeight, quadWidth, turnQuad, type Quad } from './quad.ts';
import { samplePlanes } from './sample.ts';

const inputWidth = 192;
const inputHeight = 48;
/** A rectangle this much higher than wide holds a line turned by a quarter. */
const tallRatio = 1.5;

/** The rectangle read as if its text were upright: from its top left, along its upper edge. */
export function uprightQuad(quad: Quad): Quad {
  let best = quad;
  let most = -Infinity;
  for (const quarters of [0, 1, 2, 3] as const) {
    const turned = turnQuad(quad, quarters);
    const rightward = (turned[1].x - turned[0].x) / Math.max(quadWidth(turned), 1e-6);
    if (rightward > most) {
      best = turned;
      most = rightward;
    }
  }
  return best;
}

/** The upright rectangle, or where it is tall the same read downward: along a long side. */
export function alongLine(quad: Quad): Quad {
  const upright = uprightQuad(quad);
  return quadHeight(upright) >= tallRatio * quadWidth(upright) ? turnQuad(upright, 1) : upright;
}

/**
 * The probability (0..1) that the text of a quad stands on its head, by PP-OCR's two-class
 * orientation classifier.
 *
 * @throws UnderstoryError of fault `model` when the model does not answer with two probabilities.
 */
export async function upsideDown(model: Model, raster: Raster, quad: Quad): Promise<number> {
  const natural = (inputHeight * quadWidth(quad)) / Math.max(1, quadHeight(quad));
  const width = Math.max(1, Math.min(inputWidth, Math.ceil(natural)));
  const data = new Float32Array(3 * inputHeight * inputWidth);
  const target = { data, offset: 0, width, height: inputHeight, stride: inputWidth };
  samplePlanes(raster, lineFrame(quad, width, inputHeight), target, signedNormalisation);
  const dims = [1, 3, inputHeight, inputWidth];
  const outputs = await model.run({ x: { type: 'float32', dims, data } });
  return outputOf(outputs, 'softmax_0.tmp_0', 2)[1] ?? 0;
}
