/**
 * Requests of each consumer as a token bucket (RFC 2697's, in requests): they may come in a burst of
 * one second's worth, and then at the rate.
 */
export interface RequestRate {
  /** Takes one request where there is one left: 0; else milliseconds until there is. */
  take(consumer: string, perSecond: number, now: number): number;
}

interface Bucket {
  /** 0..burst */
  tokens: number;
  /** Milliseconds since 1970. */
  at: number;
}

export function createRequestRate(): RequestRate {
  const buckets = new Map<string, Bucket>();
  return {
    take(consumer, perSecond, now) {
      const burst = Math.max(1, perSecond);
      const { tokens, at } = buckets.get(consumer) ?? { tokens: burst, at: now };
      // A clock that was set back gives nothing and takes nothing.
      const filled = Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      const isLeft = filled >= 1;
      buckets.set(consumer, { tokens: isLeft ? filled - 1 : filled, at: now });
      return isLeft ? 0 : Math.ceil(((1 - filled) / perSecond) * 1000);
    },
  };
}
