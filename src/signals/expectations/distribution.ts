/** How often each word was found. */
export type Counts = Readonly<Record<string, number>>;

/**
 * The total variation distance of two empirical distributions, 0..1: the share of the words that
 * would have to be others to make one the other. 0 where one of them is empty.
 */
export function totalVariation(a: Counts, b: Counts): number {
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
  if (sizeA === 0 || sizeB === 0) return 0;
  const words = new Set([...Object.keys(a), ...Object.keys(b)]);
  let sum = 0;
  for (const word of words) sum += Math.abs((a[word] ?? 0) / sizeA - (b[word] ?? 0) / sizeB);
  return sum / 2;
}

/**
 * What the distance of a sample from where it was drawn stays below 99 times in 100: its expected
 * value is at most ½ √((k − 1) / n) for k words (Cauchy–Schwarz over the standard deviations of
 * their frequencies), and it passes that by t with a probability of at most e^(−2nt²) (McDiarmid
 * 1989, On the method of bounded differences).
 */
export function samplingDistance(words: number, size: number): number {
  if (size === 0) return 1;
  return 0.5 * Math.sqrt(Math.max(0, words - 1) / size) + Math.sqrt(Math.log(100) / (2 * size));
}

export function sizeOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
