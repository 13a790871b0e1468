import { inputError } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';

/** The one embedding that is asked for as bytes, with its dimensions. */
export interface AskedVector {
  readonly ref: SignalRef;
  readonly dims: number;
}

/**
 * @param asked Versions by the words that they were asked for with.
 * @throws input `one-signal`, `no-embedding`
 */
export function requireVector(
  asked: ReadonlyMap<string, SignalRef>,
  registry: Pick<SignalRegistry, 'dimsOf'>,
): AskedVector {
  const [ref, ...others] = new Set(asked.values());
  if (ref === undefined || others.length > 0) {
    throw inputError(
      'one-signal',
      `Expected one signal where vectors are asked for as bytes, got ${[...asked.keys()].join(', ')}.`,
    );
  }
  const dims = registry.dimsOf(ref);
  if (dims !== undefined) return { ref, dims };
  throw inputError(
    'no-embedding',
    `${ref} is no embedding: ask for its values as JSON (Accept: application/json).`,
  );
}
