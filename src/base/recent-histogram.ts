import type { Clock } from './clock.ts';
import { createDurationCounts, type DurationCounts } from './duration-counts.ts';

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

interface Slice {
  readonly number: number;
  readonly counts: DurationCounts;
}

/** Counts durations, and forgets those of more than a minute ago. */
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
        slice = { number: now, counts: createDurationCounts() };
        kept.push(slice);
      }
      slice.counts.note(milliseconds);
    },
    percentiles() {
      drop(sliceNow());
      const all = createDurationCounts();
      for (const { counts } of kept) all.add(counts);
      return {
        count: all.count,
        p50: all.at(0.5),
        p90: all.at(0.9),
        p99: all.at(0.99),
        max: all.at(1),
      };
    },
  };
}
