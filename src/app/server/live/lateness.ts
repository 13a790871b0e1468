import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../../../base/clock.ts';
import type { LiveStep } from '../../../contracts/live-history.ts';

/** How late timers come, measured while somebody looks: it wakes the process a hundred times a second. */
export interface Lateness {
  /** Somebody looks. */
  look(): void;
  /** Since it was last taken; null where it was not measured. */
  take(): LiveStep['eventLoop'];
  close(): void;
}

const resolutionMs = 10;
const patienceMs = 60_000;

export function createLateness(clock: Clock): Lateness {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  let until: number | undefined;
  const late = (share: number): number => Math.max(0, delay.percentile(share) / 1e6 - resolutionMs);
  return {
    look() {
      if (until === undefined) {
        delay.reset();
        delay.enable();
      }
      until = clock() + patienceMs;
    },
    take() {
      if (until === undefined) return null;
      const taken = { p50: late(50), p99: late(99), max: late(100) };
      delay.reset();
      if (clock() > until) {
        delay.disable();
        until = undefined;
      }
      return taken;
    },
    close() {
      delay.disable();
    },
  };
}
