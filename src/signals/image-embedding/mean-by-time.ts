import { abstain, ok, type Outcome } from '../../contracts/outcome.ts';
import type { SignalValue } from '../../contracts/values.ts';
import type { Weighted } from '../definition.ts';
import { normalise } from '../vision/normalise.ts';

/** The mean of the shots' keyframes by their share of the time, at length 1. */
export function meanByTime(
  values: readonly Weighted<SignalValue<'image_embedding'>>[],
): Outcome<SignalValue<'image_embedding'>> {
  const sum = new Float64Array(values[0]?.value.vector.length ?? 0);
  for (const { value, weight } of values) {
    value.vector.forEach((number, at) => {
      sum[at] = (sum[at] ?? 0) + weight * number;
    });
  }
  const vector = normalise(sum);
  return vector === undefined ? abstain('the keyframes cancel each other out') : ok({ vector });
}
