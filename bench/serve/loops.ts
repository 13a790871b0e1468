import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../cpu-time.ts';

export interface LoopResult {
  readonly perSecond: number;
  readonly requests: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Of the server: the median of what it said while the loop ran. */
  readonly eventLoopP99: number;
  /** Of the server, in bytes, from the first to the last look. */
  readonly rss: readonly number[];
}

interface Look {
  readonly eventLoop: { readonly p99: number };
  readonly rssBytes: number;
}

type Ask = () => Promise<boolean>;

/** Each client asks again as soon as it is answered. */
export async function closedLoop(ask: Ask, clients: number, seconds: number) {
  const end = performance.now() + seconds * 1000;
  const begun = performance.now();
  let answered = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) if (await ask()) answered += 1;
    }),
  );
  return { perSecond: (answered * 1000) / (performance.now() - begun) };
}

/** Looks at the server while the loop runs. */
const looks = 6;

/**
 * Each client asks again when it is answered and its turn has come, all of them together at a
 * constant rate.
 */
export async function pacedLoop(
  ask: Ask,
  clients: number,
  perSecond: number,
  seconds: number,
  look: () => Promise<Look>,
): Promise<LoopResult> {
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const intervalMs = (clients * 1000) / perSecond;
  const times: number[] = [];
  const seen: Look[] = [];
  let failed = 0;
  const client = async (number: number): Promise<void> => {
    let due = begun + (number * intervalMs) / clients;
    while (due < end) {
      await sleep(due - performance.now());
      const start = performance.now();
      if (await ask()) times.push(performance.now() - start);
      else failed += 1;
      due = Math.max(due + intervalMs, performance.now());
    }
  };
  const watch = async (): Promise<void> => {
    await look();
    for (let number = 0; number < looks; number += 1) {
      await sleep((seconds * 1000) / looks);
      seen.push(await look());
    }
  };
  await Promise.all([watch(), ...Array.from({ length: clients }, (_, number) => client(number))]);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return {
    perSecond: (times.length * 1000) / (performance.now() - begun),
    requests: times.length + failed,
    failed,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    eventLoopP99: median(seen.map(({ eventLoop }) => eventLoop.p99)),
    rss: seen.map(({ rssBytes }) => rssBytes),
  };
}
