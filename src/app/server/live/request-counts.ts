import { createDurationCounts, type DurationCounts } from '../../../base/duration-counts.ts';
import type { LiveStep } from '../../../contracts/live-history.ts';

/** The requests of one step, by route. */
export interface RequestCounts {
  note(route: string, status: number, milliseconds: number): void;
  /** What was noted since it was last asked. */
  take(): Pick<LiveStep, 'all' | 'routes'>;
}

interface Counts {
  refused: number;
  failed: number;
  readonly durations: DurationCounts;
}

/** Routes are as many as the server has: what is counted of each is kept for the next step. */
export function createRequestCounts(): RequestCounts {
  const byRoute = new Map<string, Counts>();
  const all = newCounts();
  return {
    note(route, status, milliseconds) {
      let counts = byRoute.get(route);
      if (!counts) byRoute.set(route, (counts = newCounts()));
      for (const each of [all, counts]) {
        if (status >= 500) each.failed += 1;
        else if (status >= 400) each.refused += 1;
        each.durations.note(milliseconds);
      }
    },
    take() {
      const routes = [...byRoute]
        .filter(([, { durations }]) => durations.count > 0)
        .map(([route, counts]) => ({ route, ...takeCounts(counts) }));
      return { all: takeCounts(all), routes };
    },
  };
}

function newCounts(): Counts {
  return { refused: 0, failed: 0, durations: createDurationCounts() };
}

function takeCounts(counts: Counts): LiveStep['all'] {
  const { refused, failed, durations } = counts;
  const taken = {
    requests: durations.count,
    refused,
    failed,
    p50: durations.at(0.5),
    p95: durations.at(0.95),
    p99: durations.at(0.99),
  };
  counts.refused = 0;
  counts.failed = 0;
  durations.clear();
  return taken;
}
