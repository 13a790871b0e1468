import { expect, test } from 'vitest';
import type { LiveStep } from '../../../../src/contracts/live-history.ts';
import {
  requestsIn,
  stepsInWindow,
  sumCounts,
  totalsByRoute,
} from '../../../../console/features/live/steps-in-window.ts';

const none = { requests: 0, refused: 0, failed: 0, p50: 0, p95: 0, p99: 0 };

/** @param p50 By route; each was asked twice. */
function step(number: number, p50: Readonly<Record<string, number>>): LiveStep {
  const routes = Object.entries(p50).map(([route, each]) => ({
    route,
    requests: 2,
    refused: 1,
    failed: 0,
    p50: each,
    p95: each,
    p99: each * 2,
  }));
  return {
    number,
    at: new Date(number * 2000).toISOString(),
    seconds: 2,
    all: routes.length === 0 ? none : { ...none, requests: 2 * routes.length },
    routes,
    online: { answered: 0, cached: 0, joined: 0, degraded: 0, failed: 0, refused: 0 },
    queue: { waiting: 0, running: 0 },
    batches: {},
    cache: { memoryHits: 0, diskHits: 0, misses: 0 },
    busy: 0,
    eventLoop: null,
    rssBytes: 0,
  };
}

test('stepsInWindow() gives those of the last minutes before the last step', () => {
  const steps = Array.from({ length: 100 }, (_, index) => step(index + 1, {}));
  const history = { since: '', stepSeconds: 2, room: 300, steps };
  const shown = stepsInWindow(history, 2);
  expect(shown).toHaveLength(60);
  expect(shown.at(-1)?.number).toBe(100);
  expect(stepsInWindow({ ...history, steps: [] }, 2)).toEqual([]);
});

test('requestsIn() is undefined where a step had none, so that no latency of nothing is drawn', () => {
  expect(requestsIn(step(1, {}), undefined)).toBeUndefined();
  expect(requestsIn(step(1, { a: 5 }), 'b')).toBeUndefined();
  expect(requestsIn(step(1, { a: 5 }), 'a')?.p50).toBe(5);
});

test('totalsByRoute() sums over steps, with the middle median and the worst p99', () => {
  const [first, second, ...others] = totalsByRoute([
    step(1, { a: 10 }),
    step(2, { a: 30, b: 7 }),
    step(3, { a: 20 }),
  ]);
  expect(others).toEqual([]);
  expect(first).toEqual({
    route: 'a',
    requests: 6,
    refused: 3,
    failed: 0,
    usual: 20,
    slowest: 60,
    rates: [1, 1, 1],
  });
  expect(second).toMatchObject({ route: 'b', requests: 2, rates: [0, 1, 0] });
});

test('sumCounts() adds what has the same name', () => {
  expect([...sumCounts([{ 1: 2, 4: 1 }, {}, { 4: 3 }])]).toEqual([
    ['1', 2],
    ['4', 4],
  ]);
});
