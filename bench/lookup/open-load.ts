import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  readonly perSecond: number;
  readonly requests: number;
}

export interface Latencies {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Milliseconds of calls that begin at a constant rate, whether those before have ended or not. Each
 * is counted from when it should have begun: a server that stalls makes all that wait late, where
 * calls one after the other would have waited with it (coordinated omission; Tene, "How NOT to
 * Measure Latency").
 */
export async function openLoad(
  { perSecond, requests }: Load,
  call: (index: number) => Promise<void>,
): Promise<Latencies> {
  const start = performance.now();
  const times = await Promise.all(
    Array.from({ length: requests }, async (_, index) => {
      const due = (index * 1000) / perSecond;
      await sleep(due - (performance.now() - start));
      // A timer that rings early would count for the call.
      const begun = Math.min(start + due, performance.now());
      await call(index);
      return performance.now() - begun;
    }),
  );
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
