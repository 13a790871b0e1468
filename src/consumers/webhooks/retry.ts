/** How often a message is tried, and how long apart. */
export interface RetryPolicy {
  readonly tries: number;
  readonly firstMs: number;
  readonly longestMs: number;
}

/** 15 tries over about a day: from 5 s, doubling, to 6 h. */
export const usualRetries: RetryPolicy = {
  tries: 15,
  firstMs: 5000,
  longestMs: 6 * 60 * 60 * 1000,
};

/**
 * Milliseconds to wait after so many failures: exponential, half of it random, so that those that
 * failed together do not come back together ("equal jitter", Brooker, Exponential Backoff and
 * Jitter, AWS 2015).
 */
export function backoffMs(
  failures: number,
  { firstMs, longestMs }: RetryPolicy,
  random: () => number,
): number {
  const full = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return Math.round(full / 2 + (random() * full) / 2);
}
