import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { recipeOfWords } from '../../signals/recipes/recipe.ts';

/**
 * The versions that a model makes, or embeds words to search them with; those that were dropped are
 * left out.
 */
export function usersOfModel(model: string, { registry, stateOf }: Versions): readonly SignalRef[] {
  return registry.refs.filter(
    (ref) =>
      stateOf(ref) !== 'dropped' &&
      (registry.contractOf(ref).models.includes(model) ||
        recipeOfWords(registry.recipeOf(ref))?.model.name === model),
  );
}
