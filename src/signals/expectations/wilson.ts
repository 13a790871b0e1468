/** One-sided 99 %. */
const z = 2.3263478740408408;

/**
 * The lower end of the one-sided 99 % score interval of a rate (Wilson 1927), 0..1: of so many
 * tries the rate behind so many events is hardly below it. A rate is held to have passed a bound
 * only where this has, so that one failure in a small shard is no alarm.
 */
export function wilsonLowerBound(events: number, tries: number): number {
  if (tries === 0) return 0;
  const rate = events / tries;
  const centre = rate + z ** 2 / (2 * tries);
  const half = z * Math.sqrt((rate * (1 - rate)) / tries + (z / (2 * tries)) ** 2);
  return Math.max(0, (centre - half) / (1 + z ** 2 / tries));
}
