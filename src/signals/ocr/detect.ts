import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import type { ProbabilityMap } from './differentiable-binarisation.ts';
import type { Bounds } from './bounds.ts';
import { outputOf } from '../vision/output-of.ts';
import { samplePlanes, type Normalisation } from './sample.ts';

/** The detector halves five times, so its sides are multiples of this. */
const stridePixels = 32;

const normalisation: Normalisation = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
};

/**
 * Runs the text detector on a region of an RGB raster, drawn at `scale` map pixels for each raster
 * pixel. The map starts at the region's top left and reaches further to the right
 * and down, to sides of multiples of 32.
 *
 * @throws UnderstoryError of fault `model` when the model does not answer with one map of that size.
 */
export async function textMap(
  model: Model,
  raster: Raster,
  { x0, y0, x1, y1 }: Bounds,
  scale: number,
): Promise<ProbabilityMap> {
  const width = strided((x1 - x0) * scale);
  const height = strided((y1 - y0) * scale);
  const data = new Float32Array(3 * width * height);
  const frame = {
    origin: { x: x0, y: y0 },
    right: { x: 1 / scale, y: 0 },
    down: { x: 0, y: 1 / scale },
  };
  samplePlanes(raster, frame, { data, offset: 0, width, height, stride: width }, normalisation);
  const outputs = await model.run({ x: { type: 'float32', dims: [1, 3, height, width], data } });
  return { width, height, data: outputOf(outputs, 'sigmoid_0.tmp_0', width * height) };
}

function strided(pixels: number): number {
  return Math.max(1, Math.ceil(pixels / stridePixels)) * stridePixels;
}
