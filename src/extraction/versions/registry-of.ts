import { z } from 'zod';
import { dependencyError } from '../../base/errors.ts';
import { recipeSchema } from '../../signals/recipes/recipe.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { signalsWith } from '../../signals/table.ts';

/**
 * The signals of this program and of these stored recipes, which are of the same moment.
 *
 * @throws dependency error `unknown-recipe` where one is none that this program can read.
 */
export function registryOf(stored: readonly unknown[]): SignalRegistry {
  return signalsWith(
    stored.map((recipe) => {
      const parsed = recipeSchema.safeParse(recipe);
      if (parsed.success) return parsed.data;
      throw dependencyError(
        'unknown-recipe',
        'A version of a signal is made by a recipe that this program cannot read, which a newer one may ' +
          `have written: ${z.prettifyError(parsed.error)}`,
      );
    }),
  );
}
