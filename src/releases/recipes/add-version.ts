import { join } from 'node:path';
import { conflict, inputError } from '../../base/errors.ts';
import { appendChanges } from '../../changes/append.ts';
import { refOf } from '../../contracts/signal-ref.ts';
import type { Stores } from '../../extraction/stores.ts';
import { lockSignal } from '../../extraction/versions/set-state.ts';
import { readVersions, type Versions } from '../../extraction/versions/versions.ts';
import { readModelFolder } from '../../models/folder.ts';
import {
  digestOfRecipe,
  recipeOfWords,
  recipeSchema,
  refOfRecipe,
  type Recipe,
} from '../../signals/recipes/recipe.ts';
import { refOfContract } from '../../signals/registry.ts';
import { ownContracts, storePublished } from '../publish-contracts.ts';
import { lockModels } from './lock-models.ts';
import { makeRecipe, type Draft, type WantedVersion } from './make-recipe.ts';

/**
 * Adds a version of an embedding that a model makes, without code. From now on every process knows
 * it; nothing is computed before its backfill.
 *
 * @returns Its recipe, which never changes.
 * @throws those of `makeRecipe`; conflict `version-taken`, `not-the-next-version`; input `no-space`.
 */
export async function addVersion(
  wanted: WantedVersion,
  by: string,
  { db, clock, modelsDir }: Pick<Stores, 'db' | 'clock'> & { readonly modelsDir: string },
): Promise<Recipe> {
  requireNext(wanted, await readVersions(db));
  const now = clock();
  const draft = await makeRecipe(wanted, modelsDir, now);
  return await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, wanted.signal);
    await lockModels(transaction);
    const versions = await readVersions(transaction);
    requireNext(wanted, versions);
    const recipe = recipeSchema.parse(settle(draft, versions));
    // They may have been removed while they were tried.
    for (const { model } of [recipe, recipeOfWords(recipe) ?? recipe]) {
      await readModelFolder(join(modelsDir, model.name));
    }
    const { signal, version } = recipe;
    await transaction
      .insertInto('signal_recipes')
      .values({
        signal,
        version,
        recipe: JSON.stringify(recipe),
        created_by: by,
        created_at: new Date(now),
      })
      .execute();
    const { registry } = await readVersions(transaction);
    const own = ownContracts(registry).filter(({ ref }) => ref === refOfRecipe(recipe));
    for (const contract of own) await storePublished(transaction, contract, now);
    await appendChanges(transaction, [
      { type: 'understory.signal.version.changed.v1', data: { signal, version, state: 'defined' } },
      { type: 'understory.contract.changed.v1', data: { signal, version, breaking: false } },
    ]);
    return recipe;
  });
}

/** Numbers are given once, in order: a version means the same for ever. */
function requireNext({ signal, version }: WantedVersion, { registry }: Versions): void {
  const there = registry.versionsOf(signal);
  const next = Math.max(...there.map((contract) => contract.version)) + 1;
  if (version === next) return;
  const taken = there.find((contract) => contract.version === version);
  if (taken) {
    throw conflict(
      'version-taken',
      `${refOfContract(taken)} is there already, by ${taken.models.join(', ')}: the next version is ${signal}@${next}.`,
    );
  }
  throw conflict(
    'not-the-next-version',
    `Expected ${signal}@${next}, the next version, got ${signal}@${version}. There are: ` +
      `${there.map(refOfContract).join(', ')}.`,
  );
}

/** Crops are compared with pictures, so they need a version of those by the same encoder. */
function settle(draft: Draft, { registry, stateOf }: Versions): Draft | Recipe {
  if (draft.signal !== 'crop_embedding') return draft;
  const digest = digestOfRecipe(draft);
  const space = registry
    .versionsOf('image_embedding')
    .map(({ version }) => refOf('image_embedding', version))
    .findLast((ref) => {
      const recipe = registry.recipeOf(ref);
      return recipe && digestOfRecipe(recipe) === digest && stateOf(ref) !== 'dropped';
    });
  if (space !== undefined) return { ...draft, space };
  throw inputError(
    'no-space',
    `crop_embedding is compared with image_embedding, which has no version by ${draft.model.name} with ` +
      'the same pooling: add that first.',
  );
}
