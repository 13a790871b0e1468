import { cropEmbeddingValue, cropEmbeddingValue2 } from '../contracts/values.ts';
import { cropFacts, embedCrops } from './crop-embedding/embed-crops.ts';
import { defineSignal } from './definition.ts';
import { embedImage, embeddingModels } from './image-embedding/embed-image.ts';

const facts = { ...cropFacts, models: embeddingModels, cost: 'dear' } as const;

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
  extractParts: (unit, tools) =>
    embedCrops(unit, (rasters) => embedImage(rasters, 'features', tools)),
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
  extractParts: (unit, tools) =>
    embedCrops(unit, (rasters) => embedImage(rasters, 'projection', tools)),
});
