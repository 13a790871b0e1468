import { abstain, ok } from '../contracts/outcome.ts';
import { imageEmbeddingDims, imageEmbeddingValue } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { embeddingModels, embeddingRasters, embedUnit } from './image-embedding/embed-image.ts';
import { normalise } from './vision/normalise.ts';

/** Where a picture lies among pictures. The choice of layers: docs/decisions, image embedding. */
export const imageEmbedding = defineSignal({
  contract: {
    name: 'image_embedding',
    version: 1,
    kind: 'embedding',
    inputs: ['image'],
    models: embeddingModels,
    meaning:
      'Where a picture lies among pictures: two that show alike things have a large scalar ' +
      'product. It joins, at equal weight, features of two small networks, one trained to tell ' +
      'photos and drawings by what they show, the other to find everyday objects. It sees the ' +
      'whole picture stretched to a square, so it knows scenes, materials and shapes better than ' +
      'small things in a corner; for those there is crop_embedding. It is not comparable with ' +
      'embeddings of text.',
    range:
      `${imageEmbeddingDims} numbers, L2-normalised; scalar products: two pictures chosen by chance ` +
      'about 0.6, in one of twenty pairs above 0.76, near copies above 0.95.',
    cost: 'dear',
  },
  schema: imageEmbeddingValue,
  scope: 'image',
  stage: 'inference',
  rasters: embeddingRasters,
  async extract(unit, tools) {
    if (unit.image === undefined) return abstain('no picture');
    return embedUnit(unit, tools);
  },
  /** The mean of the shots' keyframes by their share of the time, at length 1. */
  pool(values) {
    const sum = new Float64Array(imageEmbeddingDims);
    for (const { value, weight } of values) {
      value.vector.forEach((number, at) => {
        sum[at] = (sum[at] ?? 0) + weight * number;
      });
    }
    const vector = normalise(sum);
    return vector === undefined ? abstain('the keyframes cancel each other out') : ok({ vector });
  },
});
