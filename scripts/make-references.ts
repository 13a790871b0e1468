/**
 * Writes `src/models/embedded/references/NAME.json`: what TensorFlow.js itself answers for an
 * embedded model, against which every conversion is checked at its first use.
 *
 * TensorFlow.js is no dependency of this program. Install it elsewhere and say where:
 *
 *   mkdir tfjs && cd tfjs && npm init -y
 *   npm install @tensorflow/tfjs-core @tensorflow/tfjs-converter @tensorflow/tfjs-backend-cpu
 *   cd .. && node --import tsx scripts/make-references.ts tfjs mobilenet-v2-nsfw
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { readPackageFile } from '../src/models/embedded/package-file.ts';
import { referenceFeeds, type Reference } from '../src/models/embedded/reference.ts';
import type { TfjsSource } from '../src/models/embedded/recipe.ts';
import { embeddedModels } from '../src/models/embedded/table.ts';
import { concatBytes } from '../src/models/onnx/protobuf.ts';
import { permute } from '../src/models/tfjs/permute.ts';
import type { Tensor } from '../src/runtime/model.ts';

/** How many numbers of an output a reference keeps. */
const kept = 64;

interface TfTensor {
  readonly shape: number[];
  dataSync(): ArrayLike<number>;
}

interface Tfjs {
  readonly version_core: string;
  setBackend(name: string): Promise<boolean>;
  mean(tensor: TfTensor, axes: number[]): TfTensor;
  tensor(data: unknown, shape: readonly number[], dtype: string): TfTensor;
}

interface Converter {
  loadGraphModel(handler: { load(): Promise<unknown> }): Promise<{
    executeAsync(
      feeds: Record<string, TfTensor>,
      outputs: string[],
    ): Promise<TfTensor | TfTensor[]>;
  }>;
}

const [tfjsFolder, name = ''] = process.argv.slice(2);
const source = embeddedModels.get(name)?.source;
if (tfjsFolder === undefined || source?.kind !== 'tfjs') {
  throw new Error('usage: make-references.ts FOLDER-WITH-TFJS NAME-OF-A-CONVERTED-MODEL');
}
const requireTfjs = createRequire(resolve(tfjsFolder, 'package.json'));
const core: Tfjs = requireTfjs('@tensorflow/tfjs-core');
const converter: Converter = requireTfjs('@tensorflow/tfjs-converter');
requireTfjs('@tensorflow/tfjs-backend-cpu');
await core.setBackend('cpu');

const path = new URL(`../src/models/embedded/references/${name}.json`, import.meta.url);
const inputs = await inputsOf(source);
const outputs = await runTfjs(source, inputs);
const reference: Reference = {
  madeWith: `@tensorflow/tfjs-core ${core.version_core}, CPU`,
  inputs,
  outputs,
};
await writeFile(path, `${JSON.stringify(reference)}\n`);

/** The inputs of the file that is there, or pictures of noise. */
async function inputsOf({ inputs: declared }: TfjsSource): Promise<Reference['inputs']> {
  const earlier = await readFile(path, 'utf8').catch(() => undefined);
  if (earlier !== undefined) return JSON.parse(earlier).inputs;
  const scale = declared[0]?.meaning.includes('0..255') ? 255 : 1;
  return Object.fromEntries(
    declared.map((input) => [
      input.name,
      {
        type: 'float32',
        dims: input.dims.map((dim) => (typeof dim === 'number' ? dim : 1)),
        seed: 1,
        scale,
      },
    ]),
  );
}

async function runTfjs(
  { graph, shards, readGraph, readShard, inputs: declared, outputs: wanted }: TfjsSource,
  given: Reference['inputs'],
): Promise<Reference['outputs']> {
  const file = await readPackageFile(graph);
  const json = readGraph?.(file) ?? JSON.parse(Buffer.from(file).toString('utf8'));
  const weights = concatBytes(
    (await Promise.all(shards.map(readPackageFile))).map((shard) => readShard?.(shard) ?? shard),
  );
  for (const node of json.modelTopology.node) {
    // Lets the graph take pictures of another size than it was exported for.
    if (node.op === 'Placeholder') delete node.attr.shape;
  }
  const model = await converter.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest.flatMap((group: { weights: unknown[] }) => group.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length),
    }),
  });
  const feeds = referenceFeeds({ madeWith: '', inputs: given, outputs: {} });
  const answered = await model.executeAsync(
    Object.fromEntries(
      declared.map(({ node, name: input, layout }) => {
        const tensor = feeds[input];
        if (tensor === undefined) throw new Error(`no input ${input}`);
        return [node, tfTensor(layout === 'nchw' ? permute(tensor, [0, 2, 3, 1]) : tensor)];
      }),
    ),
    wanted.map(({ node }) => node),
  );
  const answers = Array.isArray(answered) ? answered : [answered];
  return Object.fromEntries(
    wanted.map(({ name: output, pool }, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error(`no output ${output}`);
      const pooled = pool === 'mean' ? core.mean(answer, [1, 2]) : answer;
      return [output, { dims: pooled.shape, start: Array.from(pooled.dataSync()).slice(0, kept) }];
    }),
  );
}

function tfTensor({ data, dims, type }: Tensor): TfTensor {
  return core.tensor(data, dims, type);
}
