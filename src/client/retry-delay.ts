const firstDelayMs = 100;
const longestDelayMs = 10_000;

/**
 * Milliseconds to wait before the next attempt: full jitter, uniform below an exponentially growing
 * bound (Brooker, "Exponential Backoff And Jitter", AWS 2015). What the server asked for is waited
 * in full, and jitter after it, so that all whom it sent away do not come back at once.
 *
 * @param failures Attempts that failed so far, from 1.
 */
export function retryDelay(
  failures: number,
  retryAfterMs: number | undefined,
  random: () => number = Math.random,
): number {
  const bound = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
  return (retryAfterMs ?? 0) + random() * bound;
}

/** Milliseconds of a Retry-After header (RFC 9110, 10.2.3): seconds, or a date. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
