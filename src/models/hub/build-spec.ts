import { inputError } from '../../base/errors.ts';
import type { DeclaredTensor, DeclaredTensors } from '../../runtime/describe.ts';
import type { EncoderSpec } from './encoder-spec.ts';
import { imagePreprocessing } from './image-spec.ts';
import { chooseOutput } from './output-choice.ts';
import { textPreprocessing } from './text-spec.ts';
import type { TextConfiguration } from './text-spec.ts';

export interface SpecSources {
  readonly declared: DeclaredTensors;
  /** One of a pair of encoders that share a space. */
  readonly isPaired: boolean;
  readonly space: string;
  readonly preprocessor: () => Promise<unknown>;
  readonly text: () => Promise<TextConfiguration>;
}

/**
 * How the encoder is used, from its declared inputs and outputs and the repository's configuration.
 *
 * @throws input errors `unsupported-model`, `unsupported-tokenizer`, `tokenizer-pattern`.
 */
export async function buildSpec(sources: SpecSources): Promise<EncoderSpec> {
  const { inputs } = sources.declared;
  const pixels = inputs.find(({ type, dims }) => type === 'float32' && dims.length === 4);
  const ids = inputs.find(({ name }) => name === 'input_ids');
  if (pixels !== undefined && inputs.length === 1) return imageSpec(sources, pixels);
  if (ids !== undefined && pixels === undefined) return textSpec(sources, ids);
  throw inputError(
    'unsupported-model',
    `Expected an encoder that takes pictures (one float32 input [batch, 3, height, width]) or ` +
      `text (input_ids), but this model takes ${list(inputs)}. A model of both is used as a pair: ` +
      `vision_model.onnx and text_model.onnx.`,
  );
}

async function imageSpec(sources: SpecSources, pixels: DeclaredTensor): Promise<EncoderSpec> {
  return {
    kind: 'image',
    input: pixels.name,
    ...imagePreprocessing(await sources.preprocessor()),
    ...chooseOutput(sources.declared.outputs, 'image', 'first'),
    space: sources.space,
  };
}

async function textSpec(sources: SpecSources, ids: DeclaredTensor): Promise<EncoderSpec> {
  const { inputs, outputs } = sources.declared;
  const optional = ['attention_mask', 'token_type_ids'];
  const strange = inputs.filter(
    ({ name, type, dims }) =>
      (name !== ids.name && !optional.includes(name)) || type !== 'int64' || dims.length !== 2,
  );
  if (strange.length > 0) {
    throw inputError(
      'unsupported-model',
      `Expected a text encoder to take input_ids, attention_mask and token_type_ids as int64 ` +
        `[batch, tokens], but this one also takes ${list(strange)}.`,
    );
  }
  const has = (name: string): string | null =>
    inputs.find((input) => input.name === name)?.name ?? null;
  const { pooling, ...preprocessing } = textPreprocessing(await sources.text());
  return {
    kind: 'text',
    inputs: { ids: ids.name, mask: has('attention_mask'), types: has('token_type_ids') },
    ...preprocessing,
    ...chooseOutput(outputs, sources.isPaired ? 'pairedText' : 'text', pooling),
    space: sources.space,
  };
}

function list(tensors: readonly DeclaredTensor[]): string {
  return tensors.map(({ name, type, dims }) => `${name}: ${type}[${dims.join(', ')}]`).join(', ');
}
