import type { SignalContract } from '../contracts/signal.ts';

/**
 * The `near_duplicates` signal speaks of the catalogue, not of one item, so it has no extractor:
 * the clusters that an item touches are made anew when its hash or embedding changes.
 */
export const nearDuplicatesContract: SignalContract & { readonly name: 'near_duplicates' } = {
  name: 'near_duplicates',
  version: 1,
  kind: 'cluster',
  inputs: ['perceptual_hash', 'image_embedding'],
  models: [],
  meaning:
    'The cluster of copies that the item belongs to. Every member is near the one item the cluster ' +
    'is built around, so that a chain of small changes does not tie different pictures together. ' +
    'Items that are nobody’s copy have no cluster.',
  range:
    'distance: for hash, bits that differ (0..31 of 256), turned and mirrored copies included; for ' +
    'embedding, 1 − cosine.',
  cost: 'cheap',
};
