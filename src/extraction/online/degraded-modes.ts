import type { DegradedMode } from '../../contracts/online.ts';
import type { SignalName } from '../../contracts/values.ts';

const all: readonly DegradedMode[] = ['stale', 'cheaper', 'absent'];

/**
 * What each signal may be answered with where its value cannot be had in time, the best first, for
 * those who take it; the answer says which and why. Of safety nothing but its value: what an older
 * or lesser version let pass may be what the asked one stops.
 */
const declared: Partial<Record<SignalName, readonly DegradedMode[]>> = { safety: ['absent'] };

export function degradedModesOf(name: SignalName): readonly DegradedMode[] {
  return declared[name] ?? all;
}
