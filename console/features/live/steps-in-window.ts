import type { LiveHistory, LiveStep } from '../../../src/contracts/live-history.ts';

type Requests = LiveStep['all'];

/** The steps of the last minutes. */
export function stepsInWindow(history: LiveHistory, minutes: number): readonly LiveStep[] {
  const last = history.steps.at(-1);
  if (last === undefined) return [];
  const from = Date.parse(last.at) - minutes * 60_000;
  return history.steps.filter((step) => Date.parse(step.at) > from);
}

/** The requests of one route in a step, or of all where none is named; none where there were none. */
export function requestsIn(step: LiveStep, route: string | undefined): Requests | undefined {
  const found = route === undefined ? step.all : step.routes.find((one) => one.route === route);
  return found === undefined || found.requests === 0 ? undefined : found;
}

export interface RouteTotal {
  readonly route: string;
  readonly requests: number;
  readonly refused: number;
  readonly failed: number;
  /** Milliseconds: the middle one of the medians of steps, and the slowest of their p99. */
  readonly usual: number;
  readonly slowest: number;
  /** A second, by step, the oldest first. */
  readonly rates: readonly number[];
}

/** What was asked for in these steps, most first. */
export function totalsByRoute(steps: readonly LiveStep[]): readonly RouteTotal[] {
  const routes = new Set(steps.flatMap((step) => step.routes.map(({ route }) => route)));
  return [...routes]
    .map((route) => totalOf(route, steps))
    .toSorted((a, b) => b.requests - a.requests || a.route.localeCompare(b.route));
}

function totalOf(route: string, steps: readonly LiveStep[]): RouteTotal {
  const found = steps.map((step) => requestsIn(step, route));
  const there = found.filter((one) => one !== undefined);
  const medians = there.map(({ p50 }) => p50).toSorted((a, b) => a - b);
  const sum = (of: (one: Requests) => number) => there.reduce((all, one) => all + of(one), 0);
  return {
    route,
    requests: sum(({ requests }) => requests),
    refused: sum(({ refused }) => refused),
    failed: sum(({ failed }) => failed),
    usual: medians[Math.floor(medians.length / 2)] ?? 0,
    slowest: Math.max(0, ...there.map(({ p99 }) => p99)),
    rates: found.map((one, index) => (one?.requests ?? 0) / (steps[index]?.seconds ?? 1)),
  };
}

/** How often each was counted over the steps, by name. */
export function sumCounts(
  counts: readonly Readonly<Record<string, number>>[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const each of counts) {
    for (const [name, count] of Object.entries(each)) {
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }
  return sums;
}
