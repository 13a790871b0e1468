const halfLifeMs = 30 * 86_400_000;

/** 1 for what came now; half of it goes each 30 days. */
export function freshnessOf(readAt: Date, now: number): number {
  return 2 ** (-Math.max(0, now - readAt.getTime()) / halfLifeMs);
}
