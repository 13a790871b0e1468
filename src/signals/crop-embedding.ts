import { abstain, fail, ok, type Outcome } from '../contracts/outcome.ts';
import { cropEmbeddingValue, cropEmbeddingValue2, type SignalValue } from '../contracts/values.ts';
import { boxUnits } from './contract/picture-units.ts';
import { chooseCrops } from './crop-embedding/choose-crops.ts';
import { cutCrop } from './crop-embedding/cut-crop.ts';
import { defineSignal, type Part, type Tools, type Unit } from './definition.ts';
import { embedImage, embeddingModels, type MobilenetLayer } from './image-embedding/embed-image.ts';
import { rasterOf } from './vision/raster-of.ts';

const facts = {
  name: 'crop_embedding',
  kind: 'embedding',
  inputs: ['image', 'objects@1'],
  models: embeddingModels,
  cost: 'dear',
  units: boxUnits('box'),
  expectations: [
    { expect: 'range', path: 'score', least: 0.35, most: 1 },
    { expect: 'distribution', path: 'label', most: 0.2 },
  ],
} as const;

const meaning =
  'image_embedding of the part of the picture inside the box of an object, comparable with ' +
  'image_embedding of whole pictures: it finds pictures of the object alone, and the same ' +
  'object in other scenes. For up to four objects a picture that cover at least 3 % of it ' +
  'and have a score of at least 0.35; where two boxes are nearly the same, for the better ' +
  'one. Its part o0, o1 … is the place of the object in objects.';

const runs = { scope: 'image', stage: 'inference', rasters: ['view1280'] } as const;

/** The embedding of each large object: the ground of "tap an object". */
export const cropEmbedding = defineSignal({
  contract: {
    ...facts,
    version: 1,
    meaning,
    range: 'As image_embedding@1; label, score and box as in objects.',
    space: 'image_embedding@1',
  },
  schema: cropEmbeddingValue,
  ...runs,
  extractParts: (unit, tools) => embedCrops(unit, 'features', tools),
});

/** Crops in the space of `image_embedding@2`. */
export const cropEmbedding2 = defineSignal({
  contract: {
    ...facts,
    version: 2,
    meaning,
    range: 'As image_embedding@2; label, score and box as in objects.',
    space: 'image_embedding@2',
  },
  schema: cropEmbeddingValue2,
  ...runs,
  extractParts: (unit, tools) => embedCrops(unit, 'projection', tools),
});

async function embedCrops(
  unit: Unit,
  layer: MobilenetLayer,
  tools: Tools,
): Promise<Outcome<readonly Part<SignalValue<'crop_embedding'>>[]>> {
  if (unit.image === undefined) return abstain('no picture');
  const { objects } = unit.signals;
  if (objects === undefined) return fail('the objects of the picture are not known');
  const crops = chooseCrops(objects.objects);
  if (crops.length === 0) return abstain('no object covers 3 % of the picture with confidence');
  const view = rasterOf(unit.image.rasters, 'view1280');
  const parts: Part<SignalValue<'crop_embedding'>>[] = [];
  for (const { index, object } of crops) {
    const embedded = await embedImage(await cutCrop(view, object.box), layer, tools);
    if (embedded.status !== 'ok') continue;
    parts.push({ part: `o${index}`, value: { ...object, vector: embedded.value.vector } });
  }
  return parts.length === 0 ? abstain('the networks see nothing in the boxes') : ok(parts);
}
