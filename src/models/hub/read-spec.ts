import { messageOf, UnderstoryError } from '../../base/errors.ts';
import type { Model } from '../../runtime/model.ts';
import { encoderFile, encoderSpecSchema } from './encoder-spec.ts';
import type { EncoderSpec } from './encoder-spec.ts';

const specs = new WeakMap<Model, Promise<EncoderSpec>>();

/**
 * How a loaded model encodes, from its folder's `encoder.json`; read once a model.
 *
 * @throws UnderstoryError `not-an-encoder` (fault `model`) where the model is none of this kind.
 */
export async function readSpec<Kind extends EncoderSpec['kind']>(
  model: Model,
  kind: Kind,
): Promise<Extract<EncoderSpec, { kind: Kind }>> {
  const reading = specs.get(model) ?? parseSpec(model);
  specs.set(model, reading);
  const spec = await reading;
  if (isKind(spec, kind)) return spec;
  throw new UnderstoryError(
    'model',
    'not-an-encoder',
    `The model ${model.name} encodes ${spec.kind === 'image' ? 'images' : 'text'}, not ${kind}.`,
  );
}

function isKind<Kind extends EncoderSpec['kind']>(
  spec: EncoderSpec,
  kind: Kind,
): spec is Extract<EncoderSpec, { kind: Kind }> {
  return spec.kind === kind;
}

async function parseSpec(model: Model): Promise<EncoderSpec> {
  try {
    const bytes = await model.file(encoderFile);
    return encoderSpecSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new UnderstoryError(
      'model',
      'not-an-encoder',
      `The model ${model.name} has no valid ${encoderFile}, so it is not known how to encode with ` +
        `it: ${messageOf(cause)}. Add it again with "understory models add".`,
      { cause },
    );
  }
}
