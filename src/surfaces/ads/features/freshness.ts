import { dayMs } from '../../../base/durations.ts';

const halfLifeMs = 30 * dayMs;

/** 1 for what came now; half of it goes each 30 days. */
export function freshnessOf(readAt: Date, now: number): number {
  return 2 ** (-Math.max(0, now - readAt.getTime()) / halfLifeMs);
}
