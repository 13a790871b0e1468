import { inputError } from '../../base/errors.ts';
import { recipeSignals } from '../../contracts/encoders.ts';
import type { SignalName } from '../../contracts/values.ts';
import { requireName } from '../../extraction/versions/resolve.ts';
import type { RecipeSignal } from '../../signals/recipes/recipe.ts';

/**
 * The signal and number of a version that is to be made: `image_embedding@3`.
 *
 * @throws input `unknown-signal`, `no-recipe-signal`, `version-number`
 */
export function parseNewVersion(text: string): {
  readonly signal: RecipeSignal;
  readonly version: number;
} {
  const [name = '', number = ''] = text.trim().split('@', 2);
  const signal = requireRecipeSignal(requireName(name));
  if (/^[1-9][0-9]{0,8}$/.test(number)) return { signal, version: Number(number) };
  throw inputError(
    'version-number',
    `Expected the number of the new version, as in ${signal}@3; got ${JSON.stringify(text.slice(0, 100))}.`,
  );
}

/** @throws input `no-recipe-signal` */
export function requireRecipeSignal(name: SignalName): RecipeSignal {
  const signal = recipeSignals.find((candidate) => candidate === name);
  if (signal !== undefined) return signal;
  throw inputError(
    'no-recipe-signal',
    `A model alone makes versions of ${recipeSignals.join(', ')}; those of ${name} are code.`,
  );
}
