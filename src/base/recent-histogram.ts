import type { Clock } from './clock.ts';

/** Percentiles of durations in milliseconds; zeros where there were none. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Durations of the last minute, in a memory that does not grow with their number. */
export interface RecentHistogram {
  note(milliseconds: number): void;
  percentiles(): Percentiles;
}

const windowMs = 60_000;
const slices = 6;

/** Buckets of an octave: a percentile is at most 1/32 above what was measured. */
const bucketsOfOctave = 32;
const mostMicroseconds = 2 ** 31 - 1;
const buckets = bucketOf(mostMicroseconds) + 1;

interface Slice {
  readonly number: number;
  readonly counts: Uint32Array;
}

/**
 * Counts durations in buckets whose width grows with them, so that the relative error is the same
 * everywhere (G. Tene, HdrHistogram), and forgets those of more than a minute ago.
 */
export function createRecentHistogram(clock: Clock): RecentHistogram {
  const kept: Slice[] = [];
  const sliceNow = (): number => Math.floor(clock() / (windowMs / slices));
  const drop = (now: number): void => {
    while ((kept[0]?.number ?? now) <= now - slices) kept.shift();
  };
  return {
    note(milliseconds) {
      const now = sliceNow();
      drop(now);
      let slice = kept.at(-1);
      if (slice?.number !== now) {
        slice = { number: now, counts: new Uint32Array(buckets) };
        kept.push(slice);
      }
      const bucket = bucketOf(milliseconds * 1000);
      slice.counts[bucket] = (slice.counts[bucket] ?? 0) + 1;
    },
    percentiles() {
      drop(sliceNow());
      const counts = new Uint32Array(buckets);
      for (const slice of kept) {
        slice.counts.forEach((count, bucket) => {
          counts[bucket] = (counts[bucket] ?? 0) + count;
        });
      }
      const count = counts.reduce((sum, each) => sum + each, 0);
      const at = (share: number) => valueAt(counts, Math.ceil(share * count));
      return { count, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
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
function valueAt(counts: Uint32Array, rank: number): number {
  if (rank === 0) return 0;
  let seen = 0;
  const bucket = counts.findIndex((count) => (seen += count) >= rank);
  const shift = Math.max(0, Math.floor(bucket / bucketsOfOctave) - 1);
  return ((bucket - shift * bucketsOfOctave + 1) * 2 ** shift - 1) / 1000;
}
