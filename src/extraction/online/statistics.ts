import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../../base/clock.ts';
import { createRecentHistogram } from '../../base/recent-histogram.ts';
import type { Live, RefusalReason } from '../../contracts/live.ts';
import type { OnlineTally } from './online.ts';
import type { Found } from './result-cache.ts';

type Count = 'answered' | 'cached' | 'joined' | 'degraded' | 'failed';
type Duration = 'request' | 'wait' | 'compute';

/** What is counted of computing on request. */
export interface Statistics {
  count(what: Count): void;
  /** What was found kept, and how much was not. */
  looked(found: Iterable<Pick<Found, 'cached'>>, misses: number): void;
  refused(reason: RefusalReason): void;
  took(what: Duration, milliseconds: number): void;
  computed(signal: string): void;
  batch(size: number): void;
  /** What was counted; the state of queue and cache is others'. */
  read(): Pick<Live, 'since' | 'latency' | 'computed' | 'eventLoop' | 'rssBytes'> & OnlineTally;
  /** Of it, what only grows. */
  tally(): OnlineTally;
  close(): void;
}

const resolutionMs = 10;

export function createStatistics(clock: Clock): Statistics {
  const since = new Date(clock()).toISOString();
  const requests = { answered: 0, cached: 0, joined: 0, degraded: 0, failed: 0 };
  const cache = { memoryHits: 0, diskHits: 0, misses: 0 };
  const refused: Record<RefusalReason, number> = {
    'too-many-in-hand': 0,
    overloaded: 0,
    'deadline-passed': 0,
    gone: 0,
  };
  const durations = {
    request: createRecentHistogram(clock),
    wait: createRecentHistogram(clock),
    compute: createRecentHistogram(clock),
  };
  const batches = new Map<string, number>();
  const computed = new Map<string, number>();
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  const lateness = (share: number): number =>
    Math.max(0, delay.percentile(share) / 1e6 - resolutionMs);
  const tally = (): OnlineTally => ({
    requests: { ...requests, refused: { ...refused } },
    batches: Object.fromEntries(batches),
    cache: { ...cache },
  });
  return {
    tally,
    count(what) {
      requests[what] += 1;
    },
    looked(found, misses) {
      for (const { cached } of found) cache[cached === 'disk' ? 'diskHits' : 'memoryHits'] += 1;
      cache.misses += misses;
    },
    refused(reason) {
      refused[reason] += 1;
    },
    took: (what, milliseconds) => durations[what].note(milliseconds),
    computed: (signal) => increase(computed, signal),
    batch: (size) => increase(batches, String(size)),
    read() {
      const eventLoop = { p50: lateness(50), p99: lateness(99), max: lateness(100) };
      delay.reset();
      // From when somebody looks: it wakes the process a hundred times a second.
      delay.enable();
      return {
        since,
        ...tally(),
        latency: {
          request: durations.request.percentiles(),
          wait: durations.wait.percentiles(),
          compute: durations.compute.percentiles(),
        },
        computed: Object.fromEntries(computed),
        eventLoop,
        rssBytes: process.memoryUsage.rss(),
      };
    },
    close() {
      delay.disable();
    },
  };
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
