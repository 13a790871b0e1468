import { digestOfJson } from '../../base/digest.ts';
import type { TensorInfo } from '../manifest.ts';
import { concatBytes } from '../onnx/protobuf.ts';
import { convertTfjs, converterVersion } from '../tfjs/convert.ts';
import { readTfjsModel, type TfjsModel } from '../tfjs/read.ts';
import type { MadeModel } from '../write.ts';
import { readPackageFile } from './package-file.ts';
import type { EmbeddedModel, PackageFile, TfjsSource } from './recipe.ts';

/** Digest of all that decides the bytes of an embedded model: files, recipe and converter. */
export function recipeKey(recipe: EmbeddedModel): string {
  return digestOfJson({
    files: [...modelFiles(recipe), ...Object.values(recipe.files)].map(({ digest }) => digest),
    recipe: recipe.version,
    converter: recipe.source.kind === 'tfjs' ? converterVersion : 0,
  });
}

/** Reads and checks the files of a recipe and makes its model, in memory. */
export async function makeEmbedded(recipe: EmbeddedModel): Promise<MadeModel> {
  const { name, task, licence, preprocessing, labels, metrics, source } = recipe;
  const [{ package: package_, version }] = modelFiles(recipe);
  const onnx =
    source.kind === 'tfjs'
      ? convertTfjs(await readGraphModel(source), { ...source, name })
      : await readPackageFile(source.file);
  const files: Record<string, Uint8Array> = {};
  for (const [file, from] of Object.entries(recipe.files)) {
    files[file] = await readPackageFile(from);
  }
  return {
    onnx,
    files,
    description: {
      ...{ name, task, licence, preprocessing, labels, metrics },
      source: { kind: 'npm', package: package_, version },
      inputs: source.inputs.map(tensorInfo),
      outputs: source.outputs.map(tensorInfo),
    },
  };
}

/** The TensorFlow.js model that a recipe converts. */
export async function readGraphModel(source: TfjsSource): Promise<TfjsModel> {
  const { readGraph = parseJson, readShard = (file) => file } = source;
  const graph = readGraph(await readPackageFile(source.graph));
  const shards = await Promise.all(source.shards.map(readPackageFile));
  return readTfjsModel(graph, concatBytes(shards.map(readShard)));
}

function modelFiles({ source }: EmbeddedModel): readonly [PackageFile, ...PackageFile[]] {
  return source.kind === 'tfjs' ? [source.graph, ...source.shards] : [source.file];
}

function tensorInfo({ name, type, dims, meaning }: TensorInfo): TensorInfo {
  return { name, type, dims, meaning };
}

function parseJson(file: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(file));
}
