import { inputError } from '../../base/errors.ts';
import type { EncoderSpec } from '../../models/hub/encoder-spec.ts';
import { findEncoder, originOf, type FoundEncoder } from '../../models/hub/find-encoder.ts';
import { trial } from '../../models/hub/trial.ts';
import { openModelFolder } from '../../models/folder.ts';
import type { Recipe, RecipeModel, RecipeSignal } from '../../signals/recipes/recipe.ts';
import { meaningOf } from './meaning.ts';

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
  return { signal, encoder, ...(await factsOf({ ...found, spec: encoder }, wanted, now)) };
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
  const model: RecipeModel = {
    name: manifest.name,
    digest: manifest.onnx.digest,
    origin: originOf(manifest).slice(0, 500),
  };
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

/** Tokens may be pooled in two ways; any other output is a vector already, or is pooled in one. */
function poolingOf(
  { folder, spec }: FoundEncoder,
  { pooling = spec.pooling }: Pick<WantedVersion, 'pooling'>,
): EncoderSpec['pooling'] {
  const ways: readonly EncoderSpec['pooling'][] =
    spec.pooling === 'first' || spec.pooling === 'mean' ? ['first', 'mean'] : [spec.pooling];
  if (ways.includes(pooling)) return pooling;
  throw inputError(
    'pooling',
    `Expected the pooling ${ways.join(' or ')} for the output ${spec.output} of ` +
      `${folder.manifest.name}, got ${pooling}.`,
  );
}
