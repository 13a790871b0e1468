import { digestOfJson } from '../../base/digest.ts';
import type { Item } from '../../contracts/item.ts';
import { isSignalRef, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { picturesOfWords } from '../../signals/recipes/recipe.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { keyOfEntry, type ModelDigests } from './entry.ts';
import type { ModelRegister } from './model-digests.ts';
import type { CacheKey, Found, ResultCache } from './result-cache.ts';

/** What is kept of a content and what is to be computed. */
export interface OnlinePlan {
  readonly item: Item;
  readonly asked: readonly SignalRef[];
  /** Of what was looked for: the versions asked for, and what those not found build on. */
  readonly found: ReadonlyMap<SignalRef, Found>;
  /** In the order of computing. */
  readonly due: readonly SignalRef[];
  readonly keys: ReadonlyMap<SignalRef, CacheKey>;
  readonly models: ReadonlyMap<SignalRef, ModelDigests>;
}

/** Looks for what is kept of an item's versions; what is not found, and its inputs, are due. */
export async function planOnline(
  item: Item,
  asked: readonly SignalRef[],
  registry: SignalRegistry,
  { models: register, cache }: { readonly models: ModelRegister; readonly cache: ResultCache },
): Promise<OnlinePlan> {
  const found = new Map<SignalRef, Found>();
  const keys = new Map<SignalRef, CacheKey>();
  const models = new Map<SignalRef, ModelDigests>();
  const need = async (ref: SignalRef): Promise<void> => {
    if (keys.has(ref)) return;
    const digests = await register.of(ref, registry);
    const key = cacheKeyOf(item, ref, digests, registry);
    keys.set(ref, key);
    models.set(ref, digests);
    const kept = await cache.get(key);
    if (kept) {
      found.set(ref, kept);
      return;
    }
    for (const input of registry.contractOf(ref).inputs) if (isSignalRef(input)) await need(input);
  };
  for (const ref of asked) await need(ref);
  const due = registry.withInputs(asked).filter((ref) => keys.has(ref) && !found.has(ref));
  return { item, asked, found, due, keys, models };
}

/** Computations of the same content and the same versions have the same key. */
export function keyOfPlan({ due, keys }: OnlinePlan): string {
  return due.map((ref) => keys.get(ref)?.key).join(' ');
}

function cacheKeyOf(
  item: Item,
  ref: SignalRef,
  models: ModelDigests,
  registry: SignalRegistry,
): CacheKey {
  const { assets, text } = item;
  const digests = assets.map(({ digest }) => digest);
  return {
    key: keyOfEntry(item, ref, models, registry),
    picture: digests.length === 1 && isOfPixels(ref, registry) ? digests[0] : undefined,
    content: digestOfJson(['latest', kindOf(ref), digests, text]),
  };
}

/** What a version may be answered in place of: another of its signal, in a space of the same kind. */
function kindOf(ref: SignalRef): string {
  return picturesOfWords(ref) === undefined ? versionOf(ref).name : 'words of pictures';
}

/** Whether a version comes of pixels alone, as do all that it builds on. */
function isOfPixels(ref: SignalRef, registry: SignalRegistry): boolean {
  return registry
    .contractOf(ref)
    .inputs.every((input) =>
      isSignalRef(input) ? isOfPixels(input, registry) : input === 'image',
    );
}
