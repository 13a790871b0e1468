import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';

/** How long computing takes here, as it was measured. */
export interface ServiceTimes {
  /** Milliseconds in the threads for these versions of a content of so many pictures. */
  estimate(due: readonly SignalRef[], pictures: number, registry: SignalRegistry): number;
  note(due: readonly SignalRef[], pictures: number, tookMs: number): void;
  /** The mean of the CPU that a version takes for one content; undefined before it was computed. */
  cpuMsOf(ref: SignalRef): number | undefined;
  noteCpu(ref: SignalRef, cpuMs: number): void;
}

/** Before anything was measured, by what contracts say of an item on one core. */
const declaredMs = { cheap: 3, moderate: 25, dear: 60 } as const;
const decodeMs = 25;

/** The weight of the last measurement in the mean. */
const weight = 0.2;

/** Combinations of versions remembered; the least recently used is forgotten. */
const mostKept = 500;

export function createServiceTimes(): ServiceTimes {
  const elapsed = createMeans();
  const cpu = createMeans();
  return {
    estimate: (due, pictures, registry) =>
      elapsed.get(keyOf(due, pictures)) ?? declared(due, pictures, registry),
    note: (due, pictures, tookMs) => elapsed.note(keyOf(due, pictures), tookMs),
    cpuMsOf: (ref) => cpu.get(ref),
    noteCpu: (ref, cpuMs) => cpu.note(ref, cpuMs),
  };
}

/** Exponentially weighted means by key. */
function createMeans() {
  const means = new Map<string, number>();
  return {
    get: (key: string) => means.get(key),
    note(key: string, value: number) {
      const mean = means.get(key) ?? value;
      means.delete(key);
      means.set(key, mean + weight * (value - mean));
      const [oldest] = means.keys();
      if (means.size > mostKept && oldest !== undefined) means.delete(oldest);
    },
  };
}

function keyOf(due: readonly SignalRef[], pictures: number): string {
  return `${pictures} ${due.join(' ')}`;
}

function declared(due: readonly SignalRef[], pictures: number, registry: SignalRegistry): number {
  const isPictured = due.some((ref) => registry.seesPictures(ref));
  const once = due.reduce((sum, ref) => sum + declaredMs[registry.contractOf(ref).cost], 0);
  return once * Math.max(1, pictures) + (isPictured ? decodeMs * pictures : 0);
}
