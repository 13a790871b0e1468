import { abstain } from '../contracts/outcome.ts';
import {
  imageEmbeddingDims,
  imageEmbeddingValue,
  imageEmbeddingValue2,
} from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { embeddingModels, embeddingRasters, embedUnit } from './image-embedding/embed-image.ts';
import { meanByTime } from './image-embedding/mean-by-time.ts';

const meaning =
  'Where a picture lies among pictures: two that show alike things have a large scalar ' +
  'product. It joins, at equal weight, features of two small networks, one trained to tell ' +
  'photos and drawings by what they show, the other to find everyday objects. It sees the ' +
  'whole picture stretched to a square, so it knows scenes, materials and shapes better than ' +
  'small things in a corner; for those there is crop_embedding. It is not comparable with ' +
  'embeddings of text.';

const runs = {
  scope: 'image',
  stage: 'inference',
  rasters: embeddingRasters,
  pool: meanByTime,
} as const;

const facts = {
  name: 'image_embedding',
  kind: 'embedding',
  inputs: ['image'],
  models: embeddingModels,
  cost: 'dear',
  expectations: [{ expect: 'null-rate', most: 0.05, besides: ['no picture'] }],
} as const;

/** Where a picture lies among pictures. The choice of layers: docs/decisions, image embedding. */
export const imageEmbedding = defineSignal({
  contract: {
    ...facts,
    version: 1,
    meaning,
    range:
      `${imageEmbeddingDims} numbers, L2-normalised; scalar products: two pictures chosen by chance ` +
      'about 0.6, in one of twenty pairs above 0.76, near copies above 0.95.',
  },
  schema: imageEmbeddingValue,
  ...runs,
  async extract(unit, tools) {
    if (unit.image === undefined) return abstain('no picture');
    return embedUnit(unit, 'features', tools);
  },
});

/** The same with the last block of the first network: more numbers, better on photos of things. */
export const imageEmbedding2 = defineSignal({
  contract: {
    ...facts,
    version: 2,
    meaning:
      `${meaning} Version 2 takes the last block of the first network instead of the one before: it ` +
      'tells kinds of things on photos apart better (1-NN of clothes 57.3 % against 56.4 %, the ten ' +
      'nearest 43.2 % against 41.7 %), drawings no better, at 1.65 times the numbers.',
    range: '568 numbers, L2-normalised; its scalar products are no more those of version 1.',
  },
  schema: imageEmbeddingValue2,
  ...runs,
  async extract(unit, tools) {
    if (unit.image === undefined) return abstain('no picture');
    return embedUnit(unit, 'projection', tools);
  },
});
