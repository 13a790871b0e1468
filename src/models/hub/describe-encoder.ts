import type { DeclaredTensor, DeclaredTensors } from '../../runtime/describe.ts';
import type { ModelDescription, Preprocessing } from '../manifest.ts';
import { tokenizerFile } from './encode-text.ts';
import type { EncoderSpec, ImageSpec } from './encoder-spec.ts';
import type { HubRepository } from './repository.ts';

export interface DescribedEncoder {
  readonly name: string;
  readonly repository: HubRepository;
  readonly spec: EncoderSpec;
  readonly declared: DeclaredTensors;
  /** Of the vector that `spec` makes. */
  readonly dims: number;
}

/** What the manifest says of an encoder from a hub; `encoder.json` is the exact recipe. */
export function describeEncoder(encoder: DescribedEncoder): ModelDescription {
  const { name, repository, spec, declared, dims } = encoder;
  const describe = (tensor: DeclaredTensor, meaning: string) => ({
    ...tensor,
    dims: [...tensor.dims],
    meaning,
  });
  return {
    name,
    task: spec.kind === 'image' ? 'image-embedding' : 'text-embedding',
    source: { kind: 'hub', repository: repository.repository, revision: repository.commit },
    licence: repository.licence,
    inputs: declared.inputs.map((input) =>
      describe(input, spec.kind === 'image' ? 'pixels, prepared' : 'tokens of one text'),
    ),
    preprocessing: preprocessingOf(spec),
    outputs: declared.outputs.map((output) =>
      describe(
        output,
        output.name === spec.output
          ? `embedding of ${dims} dimensions in ${spec.space} (pooling: ${spec.pooling})`
          : 'not used',
      ),
    ),
    labels: [],
    metrics: {},
  };
}

function preprocessingOf(spec: EncoderSpec): Preprocessing {
  if (spec.kind === 'text') {
    return { kind: 'text', tokenizer: tokenizerFile, maxTokens: spec.maxTokens };
  }
  const { scale, mean, deviation } = spec;
  return {
    kind: 'image',
    ...sizeOf(spec),
    fit: spec.resize.to === 'exact' && spec.crop === null ? 'fill' : 'cover',
    channels: 'rgb',
    scale,
    mean,
    deviation,
  };
}

function sizeOf({ crop, resize }: ImageSpec): { width: number; height: number } {
  if (crop !== null) return { width: crop.width, height: crop.height };
  if (resize.to === 'exact') return { width: resize.width, height: resize.height };
  throw new Error('an image encoder without a fixed size');
}
