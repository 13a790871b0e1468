import { performance } from 'node:perf_hooks';
import type { Clock } from '../../../base/clock.ts';
import type { LiveHistory, LiveStep } from '../../../contracts/live-history.ts';
import type { OnlineExtraction } from '../../../extraction/online/online.ts';
import { createLateness } from './lateness.ts';
import { createRequestCounts } from './request-counts.ts';
import { stepOfOnline } from './step-of-online.ts';

/** The last minutes of this process, in steps. */
export interface LiveRecorder {
  note(route: string, status: number, milliseconds: number): void;
  /** Ends the step that is under way. */
  step(): void;
  /** Steps of a number above this; asking makes the next ones measure the event loop. */
  read(after: number): LiveHistory;
  close(): void;
}

export interface LiveBounds {
  readonly stepSeconds: number;
  /** Steps kept. */
  readonly room: number;
}

/** Ten minutes. */
export const usualBounds: LiveBounds = { stepSeconds: 2, room: 300 };

export function createLiveRecorder(
  online: Pick<OnlineExtraction, 'tally' | 'queue'>,
  clock: Clock,
  { stepSeconds, room }: LiveBounds = usualBounds,
): LiveRecorder {
  const since = new Date(clock()).toISOString();
  const requests = createRequestCounts();
  const lateness = createLateness(clock);
  const steps: LiveStep[] = [];
  let before = { at: clock(), tally: online.tally(), loop: performance.eventLoopUtilization() };
  let number = 0;
  let mostWaiting = 0;
  return {
    note(route, status, milliseconds) {
      requests.note(route, status, milliseconds);
      mostWaiting = Math.max(mostWaiting, online.queue().waiting);
    },
    step() {
      const now = { at: clock(), tally: online.tally(), loop: performance.eventLoopUtilization() };
      const { waiting, running } = online.queue();
      number += 1;
      steps.push({
        number,
        at: new Date(now.at).toISOString(),
        seconds: (now.at - before.at) / 1000,
        ...requests.take(),
        ...stepOfOnline(before.tally, now.tally),
        queue: { waiting: Math.max(mostWaiting, waiting), running },
        busy: performance.eventLoopUtilization(now.loop, before.loop).utilization,
        eventLoop: lateness.take(),
        rssBytes: process.memoryUsage.rss(),
      });
      if (steps.length > room) steps.shift();
      before = now;
      mostWaiting = 0;
    },
    read(after) {
      lateness.look();
      return { since, stepSeconds, room, steps: steps.filter((step) => step.number > after) };
    },
    close: lateness.close,
  };
}
