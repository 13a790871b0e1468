import type { SignalContract } from '../../contracts/signal.ts';
import type { Recipe, RecipeSignal } from './recipe.ts';

/** What the contract of every version from a model says. */
export function recipeContract<Name extends RecipeSignal>(
  recipe: Recipe & { readonly signal: Name },
): Pick<
  SignalContract,
  'version' | 'models' | 'meaning' | 'range' | 'cost' | 'owner' | 'changelog'
> & {
  readonly name: Name;
  readonly kind: 'embedding';
} {
  const { signal, version, model, dims, contract } = recipe;
  return {
    name: signal,
    version,
    kind: 'embedding',
    models: [model.name],
    meaning: contract.meaning,
    range: `${dims} numbers, L2-normalised; scalar products −1..1, comparable within this version only.`,
    cost: contract.cost,
    ...(contract.owner !== null && { owner: contract.owner }),
    changelog: [{ minor: 0, on: contract.on, what: `The first values, by ${model.origin}.` }],
  };
}
