import type { SignalContract } from '../contracts/signal.ts';

/**
 * The `near_duplicates` signal speaks of the catalogue, not of one item, so it has no extractor:
 * the clusters that an item touches are made anew when it is computed, changes or goes.
 */
export const nearDuplicatesContract: SignalContract & { readonly name: 'near_duplicates' } = {
  name: 'near_duplicates',
  version: 1,
  kind: 'cluster',
  inputs: ['perceptual_hash@1', 'image_embedding@1'],
  models: [],
  meaning:
    'The cluster of copies that the item belongs to: resized, recompressed, slightly recoloured, ' +
    'turned and mirrored ones by their hashes; cuttings of at least half of the picture where the ' +
    'embeddings are alike and one picture, laid on the other, shows the same everywhere. Every ' +
    'member is near the one item the cluster is built around, so that a chain of small changes ' +
    'does not tie different pictures together. Items of several pictures, such as the keyframes of ' +
    'a video, are near when more than half of the pictures of the one that has fewer are. Items of ' +
    'the same files are copies whatever is on them; items that are nobody’s copy have no cluster.',
  range:
    'distance: for hash, bits that differ (0..31 of 256) of the nearest two pictures; for ' +
    'embedding, 1 − cosine of the nearest two that are cuttings (0..0.15).',
  cost: 'cheap',
  units: { size: 'items' },
  expectations: [
    { expect: 'range', path: 'distance', least: 0, most: 31 },
    { expect: 'range', path: 'size', least: 2 },
    { expect: 'rows', least: 1, most: 1 },
  ],
};
