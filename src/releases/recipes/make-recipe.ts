import { inputError } from '../../base/errors.ts';
import type { EncoderSpec, ImageSpec } from '../../models/hub/encoder-spec.ts';
import {
  findEncoder,
  listEncoders,
  originOf,
  type FoundEncoder,
} from '../../models/hub/find-encoder.ts';
import { trial } from '../../models/hub/trial.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { ModelManifest } from '../../models/manifest.ts';
import type { Recipe, RecipeModel, RecipeSignal } from '../../signals/recipes/recipe.ts';
import { meaningOf } from './meaning.ts';
import { poolingsOf } from './poolings.ts';

/** A version to be made from a model. */
export interface WantedVersion {
  readonly signal: RecipeSignal;
  readonly version: number;
  /** The name of a model's folder, or `hf:owner/name` for one that was added from there. */
  readonly model: string;
  /** How tokens become one vector, in place of what the model's repository says. */
  readonly pooling?: EncoderSpec['pooling'];
  /** The team or person to talk to; by default that of the program's signals. */
  readonly owner?: string;
  /** A paragraph for those who read the signal. */
  readonly meaning?: string;
}

/** What a recipe is made of by the kind of its signal; crops are settled with the space they share. */
export type Draft =
  | Extract<Recipe, { signal: 'image_embedding' | 'text_embedding' }>
  | Omit<Extract<Recipe, { signal: 'crop_embedding' }>, 'space'>;

const costs = { cheap: 5, moderate: 50 } as const;

/**
 * A recipe for a version of an embedding by a model. The model is tried: so its dimensions and cost
 * are known, and one that cannot work is refused now.
 *
 * @throws those of `findEncoder`; input `pooling`; model error `model-output`.
 */
export async function makeRecipe(
  wanted: WantedVersion,
  modelsDir: string,
  now: number,
): Promise<Draft> {
  const { signal, model } = wanted;
  if (signal === 'text_embedding') {
    const found = await findEncoder(model, 'text', modelsDir);
    const encoder = { ...found.spec, pooling: poolingOf(found, wanted) };
    return { signal, encoder, ...(await factsOf({ ...found, spec: encoder }, wanted, now)) };
  }
  const found = await findEncoder(model, 'image', modelsDir);
  const encoder = { ...found.spec, pooling: poolingOf(found, wanted) };
  const facts = await factsOf({ ...found, spec: encoder }, wanted, now);
  if (signal === 'crop_embedding') return { signal, encoder, ...facts };
  return { signal, encoder, ...facts, words: await wordsOf(encoder, facts.dims, modelsDir) };
}

async function factsOf(
  { folder, spec }: FoundEncoder,
  { signal, version, owner, meaning }: WantedVersion,
  now: number,
): Promise<Omit<Recipe, 'signal' | 'encoder'>> {
  const { manifest } = folder;
  const loaded = await openModelFolder(folder);
  const dims = await trial(loaded, spec);
  const begun = performance.now();
  await trial(loaded, spec);
  const tookMs = performance.now() - begun;
  const model = modelOf(manifest);
  return {
    format: 1,
    version,
    model,
    dims,
    metric: 'cosine',
    contract: {
      meaning: meaning ?? meaningOf(signal, model, spec),
      owner: owner ?? null,
      cost: tookMs < costs.cheap ? 'cheap' : tookMs < costs.moderate ? 'moderate' : 'dear',
      on: new Date(now).toISOString().slice(0, 10),
    },
  };
}

/**
 * The text encoder whose vectors lie in the space of an image encoder's: the other of its pair, where
 * both give the vector that they were trained to compare.
 */
async function wordsOf({ space, pooling }: ImageSpec, dims: number, modelsDir: string) {
  if (pooling !== 'none') return null;
  const paired = (await listEncoders(modelsDir)).flatMap(({ folder, spec }) =>
    spec.kind === 'text' && spec.space === space && spec.pooling === 'none'
      ? [{ folder, encoder: spec }]
      : [],
  );
  for (const { folder, encoder } of paired) {
    if ((await trial(await openModelFolder(folder), encoder)) !== dims) continue;
    return { model: modelOf(folder.manifest), encoder };
  }
  return null;
}

function modelOf(manifest: ModelManifest): RecipeModel {
  const { name, onnx } = manifest;
  return { name, digest: onnx.digest, origin: originOf(manifest).slice(0, 500) };
}

function poolingOf(
  { folder, spec }: FoundEncoder,
  { pooling = spec.pooling }: Pick<WantedVersion, 'pooling'>,
): EncoderSpec['pooling'] {
  const ways = poolingsOf(spec);
  if (ways.includes(pooling)) return pooling;
  throw inputError(
    'pooling',
    `Expected the pooling ${ways.join(' or ')} for the output ${spec.output} of ` +
      `${folder.manifest.name}, got ${pooling}.`,
  );
}
