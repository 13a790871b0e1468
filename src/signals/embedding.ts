import { inputError } from '../base/errors.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';

/** A vector, and the version of the embedding in whose space it lies. */
export interface Embedding<Space extends SignalRef = SignalRef> {
  readonly space: Space;
  /** L2-normalised. */
  readonly vector: readonly number[];
}

/**
 * The cosine of two embeddings of one version, −1..1. Those of two versions are no more comparable
 * than lengths and weights: where the versions are known to the compiler it refuses them.
 *
 * @throws input `other-space`
 */
export function cosineOf<Space extends SignalRef>(
  a: Embedding<Space>,
  b: Embedding<NoInfer<Space>>,
): number {
  requireSpace(a, b.space);
  let cosine = 0;
  for (let dim = 0; dim < a.vector.length; dim += 1) {
    cosine += (a.vector[dim] ?? 0) * (b.vector[dim] ?? 0);
  }
  return cosine;
}

/** @throws input `other-space` */
export function requireSpace({ space }: Embedding, expected: SignalRef): void {
  if (space === expected) return;
  throw inputError(
    'other-space',
    `An embedding of ${space} was to be compared with ${expected}: versions are never comparable. ` +
      `Name one version for both, or leave both out to follow the live one.`,
  );
}
