import { abstain, fail, ok, type Outcome } from '../../contracts/outcome.ts';
import type { Rasters } from '../../contracts/raster.ts';
import type { SignalValue } from '../../contracts/values.ts';
import { boxUnits } from '../contract/picture-units.ts';
import type { Part, Unit } from '../definition.ts';
import { rasterOf } from '../vision/raster-of.ts';
import { chooseCrops } from './choose-crops.ts';
import { cutCrop } from './cut-crop.ts';

/** What the contract of every version of `crop_embedding` says. */
export const cropFacts = {
  name: 'crop_embedding',
  kind: 'embedding',
  inputs: ['image', 'objects@1'],
  units: boxUnits('box'),
  expectations: [
    { expect: 'range', path: 'score', least: 0.35, most: 1 },
    { expect: 'distribution', path: 'label', most: 0.2 },
  ],
} as const;

/**
 * The embedding of each large object of a picture.
 *
 * @param embed Embeds the rasters of a part as those of a whole picture.
 */
export async function embedCrops(
  unit: Unit,
  embed: (rasters: Rasters) => Promise<Outcome<SignalValue<'image_embedding'>>>,
): Promise<Outcome<readonly Part<SignalValue<'crop_embedding'>>[]>> {
  if (unit.image === undefined) return abstain('no picture');
  const { objects } = unit.signals;
  if (objects === undefined) return fail('the objects of the picture are not known');
  const crops = chooseCrops(objects.objects);
  if (crops.length === 0) return abstain('no object covers 3 % of the picture with confidence');
  const view = rasterOf(unit.image.rasters, 'view1280');
  const parts: Part<SignalValue<'crop_embedding'>>[] = [];
  for (const { index, object } of crops) {
    const embedded = await embed(await cutCrop(view, object.box));
    if (embedded.status !== 'ok') continue;
    parts.push({ part: `o${index}`, value: { ...object, vector: embedded.value.vector } });
  }
  return parts.length === 0 ? abstain('the networks see nothing in the boxes') : ok(parts);
}
