import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { DegradedMode } from '../../contracts/online.ts';
import type { OnlineValue } from './answer.ts';
import { degradedModesOf } from './degraded-modes.ts';
import type { OnlinePlan } from './plan.ts';
import type { Refusal } from './refusal.ts';
import type { ResultCache } from './result-cache.ts';

/**
 * What can be answered although it was refused to compute what is due: what is kept, and for the
 * rest what its signal declares and the asker takes. Undefined where that leaves a version without
 * an answer, or the whole answer without a value.
 */
export function degradedAnswer(
  { asked, found, keys }: OnlinePlan,
  takes: readonly DegradedMode[],
  { message: because }: Refusal,
  cache: Pick<ResultCache, 'latest'>,
): ReadonlyMap<SignalRef, OnlineValue> | undefined {
  const values = new Map<SignalRef, OnlineValue>();
  const offer = (ref: SignalRef): OnlineValue | undefined => {
    const kept = found.get(ref);
    if (kept) return kept;
    const offered = degradedModesOf(versionOf(ref).name).filter((mode) => takes.includes(mode));
    const content = keys.get(ref)?.content;
    const latest = content === undefined ? undefined : cache.latest(content);
    if (latest && offered.includes('stale')) {
      return { entry: latest, cached: 'memory', degraded: { mode: 'stale', because } };
    }
    if (!offered.includes('absent')) return undefined;
    return { entry: undefined, cached: 'no', degraded: { mode: 'absent', because } };
  };
  for (const ref of asked) {
    const value = offer(ref);
    if (!value) return undefined;
    values.set(ref, value);
  }
  return [...values.values()].some(({ entry }) => entry) ? values : undefined;
}
