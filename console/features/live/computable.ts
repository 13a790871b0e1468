import type { Signals } from '../../../src/contracts/signals-api.ts';

/** Names of signals that are computed of one picture alone. */
export function computableOf({ signals }: Signals): readonly string[] {
  return signals
    .filter(({ kind, inputs }) => kind !== 'cluster' && !inputs.includes('video'))
    .map(({ name }) => name);
}
