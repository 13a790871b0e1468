import { abstain, ok, type Outcome } from '../../contracts/outcome.ts';
import type { Rasters, RasterName } from '../../contracts/raster.ts';
import type { SignalValue } from '../../contracts/values.ts';
import type { Model } from '../../runtime/model.ts';
import type { Tools, Unit } from '../definition.ts';
import { normalise } from '../vision/normalise.ts';
import { outputOf } from '../vision/output-of.ts';
import { planesOf } from '../vision/planes.ts';
import { rasterOf } from '../vision/raster-of.ts';
import {
  mobilenetName,
  mobilenetOutputs,
  runMobilenet,
  type MobilenetOutputs,
} from '../vision/run-mobilenet.ts';

const backboneName = 'centernet-features';
const backboneDims = 120;

/** The models that `embedImage` runs. */
export const embeddingModels: readonly string[] = [mobilenetName, backboneName];

/** The rasters that `embedImage` needs. */
export const embeddingRasters: readonly RasterName[] = ['square224'];

/** Embeds one picture exactly as the signal embeds an item's: for queries and crops. */
export async function embedImage(
  rasters: Rasters,
  tools: Pick<Tools, 'model'>,
): Promise<Outcome<SignalValue<'image_embedding'>>> {
  const mobilenet = await mobilenetOutputs(rasters, await tools.model(mobilenetName));
  return combine(mobilenet, await backboneFeatures(rasters, await tools.model(backboneName)));
}

/** Embeds the picture of a unit; shares its run of the first model with other signals. */
export async function embedUnit(
  unit: Pick<Unit, 'image'>,
  tools: Pick<Tools, 'model' | 'once'>,
): Promise<Outcome<SignalValue<'image_embedding'>>> {
  const mobilenet = await runMobilenet(unit, tools);
  const rasters = unit.image?.rasters ?? {};
  return combine(mobilenet, await backboneFeatures(rasters, await tools.model(backboneName)));
}

async function backboneFeatures(rasters: Rasters, model: Model): Promise<Float32Array> {
  const outputs = await model.run({ image: planesOf(rasterOf(rasters, 'square224'), 'raw') });
  return outputOf(outputs, 'features', backboneDims);
}

/** Each network's features at length 1, so that neither outweighs the other. */
function combine(
  { features }: MobilenetOutputs,
  backbone: Float32Array,
): Outcome<SignalValue<'image_embedding'>> {
  const halves = [normalise(features), normalise(backbone)];
  const vector = normalise(halves.flatMap((half) => half ?? []));
  if (vector === undefined || halves.includes(undefined)) {
    return abstain('the networks see nothing in the picture');
  }
  return ok({ vector });
}
