/** Milliseconds of CPU of this whole process, all threads, while the work runs. */
export async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

/**
 * The median CPU time in ms of each contender. They take turns, so that what else the machine does
 * meets all alike; the first three rounds warm up and are not counted.
 */
export async function compareCpu<Name extends string>(
  contenders: { readonly [Key in Name]: () => Promise<unknown> },
  rounds: number,
): Promise<{ readonly [Key in Name]: number }> {
  const names = Object.keys(contenders) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -3; round < rounds; round += 1) {
    for (const name of names) {
      const ms = await cpuMsOf(contenders[name]);
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  const medians = names.map((name) => [name, median(times.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as { [Key in Name]: number };
}
