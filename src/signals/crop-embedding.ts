import { abstain, fail, ok } from '../contracts/outcome.ts';
import { cropEmbeddingValue, type SignalValue } from '../contracts/values.ts';
import { chooseCrops } from './crop-embedding/choose-crops.ts';
import { cutCrop } from './crop-embedding/cut-crop.ts';
import { defineSignal, type Part } from './definition.ts';
import { embedImage, embeddingModels } from './image-embedding/embed-image.ts';
import { rasterOf } from './vision/raster-of.ts';

/** The embedding of each large object: the ground of "tap an object". */
export const cropEmbedding = defineSignal({
  contract: {
    name: 'crop_embedding',
    version: 1,
    kind: 'embedding',
    inputs: ['image', 'objects'],
    models: embeddingModels,
    meaning:
      'image_embedding of the part of the picture inside the box of an object, comparable with ' +
      'image_embedding of whole pictures: it finds pictures of the object alone, and the same ' +
      'object in other scenes. For up to four objects a picture that cover at least 3 % of it ' +
      'and have a score of at least 0.35; where two boxes are nearly the same, for the better ' +
      'one. Its part o0, o1 … is the place of the object in objects.',
    range: 'As image_embedding; label, score and box as in objects.',
    cost: 'dear',
  },
  schema: cropEmbeddingValue,
  scope: 'image',
  stage: 'inference',
  rasters: ['view1280'],
  async extractParts(unit, tools) {
    if (unit.image === undefined) return abstain('no picture');
    const { objects } = unit.signals;
    if (objects === undefined) return fail('the objects of the picture are not known');
    const crops = chooseCrops(objects.objects);
    if (crops.length === 0) return abstain('no object covers 3 % of the picture with confidence');
    const view = rasterOf(unit.image.rasters, 'view1280');
    const parts: Part<SignalValue<'crop_embedding'>>[] = [];
    for (const { index, object } of crops) {
      const embedded = await embedImage(await cutCrop(view, object.box), tools);
      if (embedded.status !== 'ok') continue;
      parts.push({ part: `o${index}`, value: { ...object, vector: embedded.value.vector } });
    }
    return parts.length === 0 ? abstain('the networks see nothing in the boxes') : ok(parts);
  },
});
