/** How often which durations came, in a memory that does not grow with their number. */
export interface DurationCounts {
  readonly count: number;
  /** By the number of the bucket. */
  readonly buckets: Readonly<Uint32Array>;
  note(milliseconds: number): void;
  add(others: DurationCounts): void;
  /** What this share of them (0..1) took at most, in milliseconds; 0 where there were none. */
  at(share: number): number;
  clear(): void;
}

/** Buckets of an octave: a percentile is at most 1/32 above what was measured. */
const bucketsOfOctave = 32;
const mostMicroseconds = 2 ** 31 - 1;
const bucketCount = bucketOf(mostMicroseconds) + 1;

/**
 * Counts durations in buckets whose width grows with them, so that the relative error is the same
 * everywhere (G. Tene, HdrHistogram).
 */
export function createDurationCounts(): DurationCounts {
  const buckets = new Uint32Array(bucketCount);
  let count = 0;
  return {
    get count() {
      return count;
    },
    buckets,
    note(milliseconds) {
      const bucket = bucketOf(milliseconds * 1000);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count += 1;
    },
    add(others) {
      others.buckets.forEach((more, bucket) => {
        buckets[bucket] = (buckets[bucket] ?? 0) + more;
      });
      count += others.count;
    },
    at: (share) => valueAt(buckets, Math.ceil(share * count)),
    clear() {
      buckets.fill(0);
      count = 0;
    },
  };
}

/** The first 64 buckets are single microseconds; every octave after them has as many as half of those. */
function bucketOf(microseconds: number): number {
  const value = Math.min(mostMicroseconds, Math.max(0, Math.round(microseconds)));
  const shift = Math.max(0, 26 - Math.clz32(value));
  return shift * bucketsOfOctave + (value >>> shift);
}

/** The largest duration that the bucket of this rank counts, in milliseconds. */
function valueAt(buckets: Readonly<Uint32Array>, rank: number): number {
  if (rank === 0) return 0;
  let seen = 0;
  const bucket = buckets.findIndex((count) => (seen += count) >= rank);
  const shift = Math.max(0, Math.floor(bucket / bucketsOfOctave) - 1);
  return ((bucket - shift * bucketsOfOctave + 1) * 2 ** shift - 1) / 1000;
}
