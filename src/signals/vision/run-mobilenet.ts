import { rasterOf } from './raster-of.ts';
import type { Rasters } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import type { Tools, Unit } from '../definition.ts';
import { outputOf } from './output-of.ts';
import { planesOf } from './planes.ts';

export const mobilenetName = 'mobilenet-v2-nsfw';
export const mobilenetDims = 224;
export const projectionDims = 448;

/** What one run of `mobilenet-v2-nsfw` says of one picture. */
export interface MobilenetOutputs {
  /** 224 features of the whole picture, not normalised. */
  readonly features: Float32Array;
  /** 448 features of the last block, nearer to its classes than `features`; not normalised. */
  readonly projection: Float32Array;
  /** Probabilities of drawing, hentai, neutral, porn and sexy, in this order; they sum to 1. */
  readonly probabilities: readonly number[];
}

/** Runs the model on `square224` of a unit's picture, once for all signals that ask. */
export function runMobilenet(
  unit: Pick<Unit, 'image'>,
  tools: Pick<Tools, 'model' | 'once'>,
): Promise<MobilenetOutputs> {
  return tools.once(`${mobilenetName}@square224`, async () =>
    mobilenetOutputs(unit.image?.rasters ?? {}, await tools.model(mobilenetName)),
  );
}

/** Runs the model on `square224`. */
export async function mobilenetOutputs(rasters: Rasters, model: Model): Promise<MobilenetOutputs> {
  const outputs = await model.run({ image: planesOf(rasterOf(rasters, 'square224'), 'unit') });
  return {
    features: outputOf(outputs, 'features', mobilenetDims),
    projection: outputOf(outputs, 'projection', projectionDims),
    probabilities: Array.from(outputOf(outputs, 'probabilities', 5)),
  };
}
