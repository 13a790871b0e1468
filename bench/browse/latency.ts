export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** A slow call is made fewer times than asked for. */
const budgetMs = 15_000;

/** Milliseconds of calls made one after the other; `call` gets 0, 1, … so that it may vary. */
export async function latencyOf(
  rounds: number,
  call: (round: number) => Promise<void>,
): Promise<Latency> {
  const times: number[] = [];
  const start = performance.now();
  for (let round = 0; round < rounds && performance.now() - start < budgetMs; round += 1) {
    const begun = performance.now();
    await call(round);
    times.push(performance.now() - begun);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
