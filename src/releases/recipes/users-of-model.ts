import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';

/** The versions that a model makes, those that were dropped left out. */
export function usersOfModel(model: string, { registry, stateOf }: Versions): readonly SignalRef[] {
  return registry.refs.filter(
    (ref) => registry.contractOf(ref).models.includes(model) && stateOf(ref) !== 'dropped',
  );
}
