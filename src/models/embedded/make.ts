import { z } from 'zod';
import { digestOfJson } from '../../base/digest.ts';
import { UnderstoryError } from '../../base/errors.ts';
import type { Tensor } from '../../runtime/model.ts';
import type { TensorInfo } from '../manifest.ts';
import { encodeModel } from '../onnx/encode.ts';
import { concatBytes } from '../onnx/protobuf.ts';
import { convertTfjs, converterVersion } from '../tfjs/convert.ts';
import { readTfjsModel, type TfjsModel } from '../tfjs/read.ts';
import type { MadeModel } from '../write.ts';
import { readPackageFile } from './package-file.ts';
import type { AssembledSource, EmbeddedModel, PackageFile, TfjsSource } from './recipe.ts';

/** Digest of all that decides an embedded model's folder: files, recipe and converter. */
export function recipeKey(recipe: EmbeddedModel): string {
  return digestOfJson({
    files: [...modelFiles(recipe), ...Object.values(recipe.files)].map(({ digest }) => digest),
    recipe: recipe.version,
    inputs: recipe.source.inputs,
    outputs: recipe.source.outputs,
    converter: recipe.source.kind === 'tfjs' ? converterVersion : 0,
  });
}

/** Reads and checks the files of a recipe and makes its model, in memory. */
export async function makeEmbedded(recipe: EmbeddedModel): Promise<MadeModel> {
  const { name, task, licence, preprocessing, labels, metrics, source } = recipe;
  const [{ package: package_, version }] = modelFiles(recipe);
  const onnx = await makeOnnx(recipe);
  const files: Record<string, Uint8Array> = {};
  for (const [file, from] of Object.entries(recipe.files)) {
    files[file] = await readPackageFile(from);
  }
  return {
    onnx,
    files,
    description: {
      name,
      task,
      licence,
      preprocessing,
      labels,
      metrics,
      source: { kind: 'npm', package: package_, version },
      inputs: source.inputs.map(tensorInfo),
      outputs: source.outputs.map(tensorInfo),
    },
  };
}

async function makeOnnx({ name, source }: EmbeddedModel): Promise<Uint8Array> {
  switch (source.kind) {
    case 'tfjs':
      return convertTfjs(await readGraphModel(source), { ...source, name });
    case 'assembled':
      return encodeModel(source.assemble(await readWeights(source)));
    case 'onnx':
      return readPackageFile(source.file);
  }
}

/** The weights alone; the operators of the graph, which are not used, are not read. */
async function readWeights({ graph, shards }: AssembledSource): Promise<(name: string) => Tensor> {
  const { weightsManifest } = z
    .object({ weightsManifest: z.unknown() })
    .parse(parseJson(await readPackageFile(graph)));
  const { weights } = readTfjsModel(
    { modelTopology: { node: [] }, weightsManifest },
    concatBytes(await Promise.all(shards.map(readPackageFile))),
  );
  return (name) => {
    const weight = weights.get(name);
    if (weight !== undefined) return weight;
    throw new UnderstoryError(
      'model',
      'tfjs-format',
      `Expected a weight ${name} in ${graph.package}, but it has none of that name.`,
    );
  };
}

/** The TensorFlow.js model that a recipe converts. */
export async function readGraphModel(source: TfjsSource): Promise<TfjsModel> {
  const { readGraph = parseJson, readShard = (file) => file } = source;
  const graph = readGraph(await readPackageFile(source.graph));
  const shards = await Promise.all(source.shards.map(readPackageFile));
  return readTfjsModel(graph, concatBytes(shards.map(readShard)));
}

/** The files of npm packages that a recipe makes its ONNX file from. */
export function modelFiles({ source }: EmbeddedModel): readonly [PackageFile, ...PackageFile[]] {
  return source.kind === 'onnx' ? [source.file] : [source.graph, ...source.shards];
}

function tensorInfo({ name, type, dims, meaning }: TensorInfo): TensorInfo {
  return { name, type, dims, meaning };
}

function parseJson(file: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(file));
}
