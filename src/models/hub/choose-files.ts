import { inputError } from '../../base/errors.ts';
import type { HubFile, HubRepository } from './repository.ts';

/** One encoder of a repository: its ONNX file and what it encodes, where the name tells. */
export interface EncoderFile {
  readonly file: HubFile;
  /** `undefined` for a repository with a single model: its inputs tell. */
  readonly kind: 'image' | 'text' | undefined;
}

/** Names of files that may hold code or that ONNX Runtime does not read. */
const otherWeights = /\.(?:bin|pt|pth|pkl|ckpt|h5|msgpack|safetensors|gguf)$/;

/**
 * The ONNX files of a repository's encoders: `vision_model.onnx` and `text_model.onnx` of a pair
 * that shares one space (CLIP, SigLIP), or else `model.onnx`, or else the only ONNX file. They lie
 * in `onnx/` or at the top, as Optimum and Transformers.js export them.
 *
 * @param variant Such as `quantized` or `fp16`, for `model_quantized.onnx`.
 * @throws input errors `no-onnx`, `external-data`.
 */
export function chooseEncoders(
  repository: HubRepository,
  variant: string | undefined,
): readonly EncoderFile[] {
  const suffix = variant === undefined ? '' : `_${variant}`;
  const find = (stem: string): HubFile | undefined =>
    repository.files.get(`onnx/${stem}${suffix}.onnx`) ??
    repository.files.get(`${stem}${suffix}.onnx`);
  const [vision, text, model] = [find('vision_model'), find('text_model'), find('model')];
  const chosen: readonly EncoderFile[] =
    vision !== undefined && text !== undefined
      ? [
          { file: vision, kind: 'image' },
          { file: text, kind: 'text' },
        ]
      : [{ file: model ?? vision ?? text ?? onlyOnnx(repository, variant), kind: undefined }];
  for (const { file } of chosen) refuseExternalData(repository, file);
  return chosen;
}

function onlyOnnx(repository: HubRepository, variant: string | undefined): HubFile {
  const onnx = [...repository.files.values()].filter(({ path }) => path.endsWith('.onnx'));
  const [only] = onnx;
  if (only !== undefined && onnx.length === 1 && variant === undefined) return only;
  const weights = [...repository.files.keys()].filter((path) => otherWeights.test(path));
  const found =
    onnx.length > 0
      ? `its ONNX files are ${list(onnx.map(({ path }) => path))}`
      : weights.length > 0
        ? `it holds ${list(weights)}, which may contain code or need another runtime`
        : 'it holds no weights at all';
  throw inputError(
    'no-onnx',
    `Expected ${repository.repository} to hold ONNX models (onnx/model` +
      `${variant === undefined ? '' : `_${variant}`}.onnx, or vision_model.onnx and ` +
      `text_model.onnx), but ${found}. Look for a repository with an ONNX export.`,
  );
}

/** Weights beside the model's file would be read unchecked. */
function refuseExternalData({ repository, files }: HubRepository, { path }: HubFile): void {
  const beside = [`${path}_data`, `${path}.data`, `${path.replace(/\.onnx$/, '')}.data`];
  const external = beside.find((name) => files.has(name));
  if (external === undefined) return;
  throw inputError(
    'external-data',
    `${repository} keeps the weights of ${path} in a second file (${external}). Only models in a ` +
      `single file are loaded: choose a quantized variant or a smaller model.`,
  );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(', ');
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}
