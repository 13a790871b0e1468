import { abstain, ok, type Outcome } from '../../contracts/outcome.ts';
import type { Rasters, RasterName } from '../../contracts/raster.ts';
import type { SignalValue } from '../../contracts/values.ts';
import type { Model } from '../../runtime/model.ts';
import type { Tools, Unit } from '../definition.ts';
import { normalise } from '../vision/normalise.ts';
import { outputOf } from '../vision/output-of.ts';
import { planesOf } from '../vision/planes.ts';
import { rasterOf } from '../vision/raster-of.ts';
import { mobilenetName, mobilenetOutputs, runMobilenet } from '../vision/run-mobilenet.ts';

const backboneName = 'centernet-features';
const backboneDims = 120;

/** The models that `embedImage` runs. */
export const embeddingModels: readonly string[] = [mobilenetName, backboneName];

/** The rasters that `embedImage` needs. */
export const embeddingRasters: readonly RasterName[] = ['square224'];

/** Which layer of the first network a version takes: docs/decisions, image embedding. */
export type MobilenetLayer = 'features' | 'projection';

/** Embeds one picture exactly as the signal embeds an item's: for crops. */
export async function embedImage(
  rasters: Rasters,
  layer: MobilenetLayer,
  tools: Pick<Tools, 'model'>,
): Promise<Outcome<SignalValue<'image_embedding'>>> {
  const mobilenet = await mobilenetOutputs(rasters, await tools.model(mobilenetName));
  return combine(
    mobilenet[layer],
    await backboneFeatures(rasters, await tools.model(backboneName)),
  );
}

/** Embeds the picture of a unit; shares its runs of the models with other signals. */
export async function embedUnit(
  unit: Pick<Unit, 'image'>,
  layer: MobilenetLayer,
  tools: Pick<Tools, 'model' | 'once'>,
): Promise<Outcome<SignalValue<'image_embedding'>>> {
  const mobilenet = await runMobilenet(unit, tools);
  const rasters = unit.image?.rasters ?? {};
  const backbone = await tools.once(`${backboneName}@square224`, async () =>
    backboneFeatures(rasters, await tools.model(backboneName)),
  );
  return combine(mobilenet[layer], backbone);
}

async function backboneFeatures(rasters: Rasters, model: Model): Promise<Float32Array> {
  const outputs = await model.run({ image: planesOf(rasterOf(rasters, 'square224'), 'raw') });
  return outputOf(outputs, 'features', backboneDims);
}

/** Each network's features at length 1, so that neither outweighs the other. */
function combine(
  features: Float32Array,
  backbone: Float32Array,
): Outcome<SignalValue<'image_embedding'>> {
  const halves = [normalise(features), normalise(backbone)];
  const vector = normalise(halves.flatMap((half) => half ?? []));
  if (vector === undefined || halves.includes(undefined)) {
    return abstain('the networks see nothing in the picture');
  }
  return ok({ vector });
}
