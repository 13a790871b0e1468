import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Vector } from './asked-signal.ts';

/**
 * The cosine of two embeddings, −1..1. Only vectors asked for by one version can be compared: the
 * compiler refuses those of two versions, and those that follow a live pointer, which may move.
 *
 * @throws RangeError where they differ in length.
 */
export function cosine<Space extends SignalRef>(
  a: Vector<Space>,
  b: Vector<NoInfer<Space>>,
): number {
  if (a.length !== b.length) {
    throw new RangeError(
      `Expected two vectors of one space, got one of ${a.length} numbers and one of ${b.length}.`,
    );
  }
  let dot = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let at = 0; at < a.length; at += 1) {
    const x = a[at] ?? 0;
    const y = b[at] ?? 0;
    dot += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  }
  const norms = Math.sqrt(squaresOfA * squaresOfB);
  return norms === 0 ? 0 : dot / norms;
}
