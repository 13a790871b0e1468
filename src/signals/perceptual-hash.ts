import { abstain, ok } from '../contracts/outcome.ts';
import { signalValues } from '../contracts/values.ts';
import { defineSignal } from './definition.ts';
import { pdqOf } from './perceptual-hash/pdq.ts';

export const perceptualHash = defineSignal({
  contract: {
    name: 'perceptual_hash',
    version: 1,
    kind: 'hash',
    inputs: ['image'],
    models: [],
    meaning:
      'The PDQ hash of the picture: copies that were resized, recompressed or slightly recoloured differ in few bits. It does not see crops or turns: for those ask with the eight dihedral hashes, or compare embeddings.',
    range:
      'hash: 256 bits; a Hamming distance of at most 31 means a copy. quality: 0..100; at 49 and below the picture has too little structure for the hash to mean anything.',
    cost: 'cheap',
    expectations: [
      { expect: 'null-rate', most: 0.05, besides: ['no picture'] },
      { expect: 'range', path: 'quality', least: 0, most: 100 },
    ],
  },
  schema: signalValues.perceptual_hash,
  scope: 'image',
  stage: 'decode',
  rasters: ['hash512'],
  async extract({ image }) {
    const raster = image?.rasters.hash512;
    if (!raster) return abstain('no picture');
    const pdq = pdqOf(raster);
    return pdq ? ok(pdq) : abstain('the picture is narrower than 5 pixels');
  },
});
