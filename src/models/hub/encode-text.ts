import type { Model, Tensor } from '../../runtime/model.ts';
import { huggingFaceTokenizer } from '../tokenizers/hugging-face.ts';
import type { TextTokenizer } from '../tokenizers/hugging-face.ts';
import { pool } from './encode-tensors.ts';
import type { TextSpec } from './encoder-spec.ts';
import { readSpec } from './read-spec.ts';

export const tokenizerFile = 'tokenizer.json';
export const tokenizerConfigFile = 'tokenizer_config.json';

const tokenizers = new WeakMap<Model, Promise<TextTokenizer>>();

/**
 * The L2-normalised vector of a text by a text encoder from a hub. What goes beyond the encoder's
 * longest text is not read.
 *
 * @param given How to encode, in place of what the model's folder says.
 * @throws UnderstoryError (fault `model`) `not-an-encoder`, `model-output`, and those of the model.
 */
export async function encodeText(
  model: Model,
  text: string,
  given?: TextSpec,
): Promise<Float32Array> {
  const spec = given ?? (await readSpec(model, 'text'));
  const tokenizer = await tokenizerOf(model);
  const tokens = tokenizer.encode(text, spec.maxTokens);
  const length = spec.padToMax ? spec.maxTokens : Math.max(1, tokens.length);
  const ids = Array.from({ length }, (_, index) => tokens[index] ?? spec.padId);
  const mask = Array.from({ length }, (_, index) => (index < tokens.length ? 1 : 0));
  const { inputs } = spec;
  const outputs = await model.run({
    [inputs.ids]: integers(ids),
    ...(inputs.mask !== null && { [inputs.mask]: integers(mask) }),
    ...(inputs.types !== null && { [inputs.types]: integers(ids.map(() => 0)) }),
  });
  return pool(model, outputs[spec.output], spec, mask);
}

/** `[1, tokens]`. */
function integers(values: readonly number[]): Tensor {
  return {
    type: 'int64',
    dims: [1, values.length],
    data: BigInt64Array.from(values, (value) => BigInt(value)),
  };
}

function tokenizerOf(model: Model): Promise<TextTokenizer> {
  const known = tokenizers.get(model);
  if (known !== undefined) return known;
  const opening = openTokenizer(model);
  tokenizers.set(model, opening);
  return opening;
}

async function openTokenizer(model: Model): Promise<TextTokenizer> {
  const [tokenizer, config] = await Promise.all([
    model.file(tokenizerFile),
    model.file(tokenizerConfigFile),
  ]);
  const decoder = new TextDecoder();
  return huggingFaceTokenizer(
    JSON.parse(decoder.decode(tokenizer)),
    JSON.parse(decoder.decode(config)),
  );
}
