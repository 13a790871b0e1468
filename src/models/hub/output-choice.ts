import { inputError } from '../../base/errors.ts';
import type { DeclaredTensor } from '../../runtime/describe.ts';
import type { EncoderSpec } from './encoder-spec.ts';

type Choice = Pick<EncoderSpec, 'output' | 'pooling'>;

/** Outputs that are the vector itself, the best first. */
const vectors = {
  image: ['image_embeds', 'image_features', 'sentence_embedding', 'pooler_output'],
  // BERT's pooler was trained to tell whether two sentences follow each other: never for one text.
  text: ['sentence_embedding', 'text_embeds', 'text_features'],
  pairedText: ['text_embeds', 'text_features', 'pooler_output'],
} as const;

const tokens = ['last_hidden_state', 'token_embeddings'];

/**
 * Which output is the embedding, and how tokens are pooled where it is one of a token each.
 *
 * @param tokenPooling How the repository pools the tokens of a text.
 * @throws input error `unsupported-model` where no output is an embedding.
 */
export function chooseOutput(
  outputs: readonly DeclaredTensor[],
  role: keyof typeof vectors,
  tokenPooling: 'first' | 'mean',
): Choice {
  const find = (names: readonly string[], rank: number) =>
    names
      .map((name) => outputs.find((output) => output.name === name))
      .find((output) => output?.type === 'float32' && output.dims.length === rank);
  const vector = find(vectors[role], 2);
  if (vector !== undefined) return { output: vector.name, pooling: 'none' };
  const sequence = find(tokens, 3);
  if (sequence !== undefined) return { output: sequence.name, pooling: tokenPooling };
  const map = find(tokens, 4);
  if (map !== undefined && role === 'image') return { output: map.name, pooling: 'spatial-mean' };
  throw inputError(
    'unsupported-model',
    `Expected an encoder with an output ${[...vectors[role], ...tokens].join(', ')}, but this ` +
      `model gives ${outputs.map(({ name, dims }) => `${name}[${dims.join(', ')}]`).join(', ')}. ` +
      `Classifiers and generators are not encoders.`,
  );
}
