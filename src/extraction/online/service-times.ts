import type { SignalRef } from '../../contracts/signal-ref.ts';
import { createMovingMeans } from '../../base/moving-means.ts';
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

export function createServiceTimes(): ServiceTimes {
  const elapsed = createMovingMeans();
  const cpu = createMovingMeans();
  return {
    estimate: (due, pictures, registry) =>
      elapsed.get(keyOf(due, pictures)) ?? declared(due, pictures, registry),
    note: (due, pictures, tookMs) => elapsed.note(keyOf(due, pictures), tookMs),
    cpuMsOf: cpu.get,
    noteCpu: cpu.note,
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
