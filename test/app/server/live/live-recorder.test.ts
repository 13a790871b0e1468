import { expect, test } from 'vitest';
import { createLiveRecorder } from '../../../../src/app/server/live/live-recorder.ts';
import type { OnlineTally } from '../../../../src/extraction/online/online.ts';
import { manualClock } from '../../../fixtures/clock.ts';

const nothing: OnlineTally = {
  requests: {
    answered: 0,
    cached: 0,
    joined: 0,
    degraded: 0,
    failed: 0,
    refused: { 'too-many-in-hand': 0, overloaded: 0, 'deadline-passed': 0, gone: 0 },
  },
  batches: {},
  cache: { memoryHits: 0, diskHits: 0, misses: 0 },
};

/** A recorder of three steps at most, whose time and counts a test sets. */
function record() {
  const time = manualClock();
  const online = { tally: nothing, queue: { waiting: 0, running: 0 } };
  const recorder = createLiveRecorder(
    { tally: () => online.tally, queue: () => online.queue },
    time.clock,
    { stepSeconds: 2, room: 3 },
  );
  const step = () => {
    time.advance(2000);
    recorder.step();
  };
  return { recorder, online, step, time };
}

test('read() gives requests of a step by route, with percentiles of all', () => {
  const { recorder, step } = record();
  for (let index = 1; index <= 100; index += 1) recorder.note('GET /v1/items', 200, index);
  recorder.note('POST /v1/signals', 503, 500);
  recorder.note('POST /v1/signals', 404, 1);
  step();
  const [first] = recorder.read(0).steps;
  expect(first).toMatchObject({ number: 1, seconds: 2, at: '2026-01-01T00:00:02.000Z' });
  expect(first?.all).toMatchObject({ requests: 102, refused: 1, failed: 1 });
  const [items, signals] = first?.routes ?? [];
  expect(items).toMatchObject({ route: 'GET /v1/items', requests: 100, refused: 0, failed: 0 });
  expect(items?.p50).toBeCloseTo(50, -1);
  expect(items?.p99).toBeGreaterThanOrEqual(99);
  expect(items?.p99).toBeLessThan(103);
  expect(signals).toMatchObject({ route: 'POST /v1/signals', requests: 2, refused: 1, failed: 1 });
});

test('read() counts in each step only what came in it, and leaves out routes without requests', () => {
  const { recorder, step } = record();
  recorder.note('GET /v1/items', 200, 5);
  step();
  step();
  const [, second] = recorder.read(0).steps;
  expect(second?.all).toEqual({ requests: 0, refused: 0, failed: 0, p50: 0, p95: 0, p99: 0 });
  expect(second?.routes).toEqual([]);
});

test('read() gives what computing on request grew by, and the most that waited', () => {
  const { recorder, online, step } = record();
  online.tally = { ...nothing, batches: { 1: 10 } };
  step();
  online.queue = { waiting: 7, running: 2 };
  recorder.note('POST /v1/signals', 200, 5);
  online.queue = { waiting: 0, running: 1 };
  online.tally = {
    requests: {
      ...nothing.requests,
      answered: 4,
      refused: { ...nothing.requests.refused, overloaded: 2, gone: 1 },
    },
    batches: { 1: 10, 4: 3 },
    cache: { memoryHits: 1, diskHits: 2, misses: 3 },
  };
  step();
  expect(recorder.read(1).steps).toEqual([
    expect.objectContaining({
      online: { answered: 4, cached: 0, joined: 0, degraded: 0, failed: 0, refused: 3 },
      batches: { 4: 3 },
      cache: { memoryHits: 1, diskHits: 2, misses: 3 },
      queue: { waiting: 7, running: 1 },
    }),
  ]);
});

test('read() keeps the latest steps, and gives those above a number', () => {
  const { recorder, step } = record();
  for (let index = 0; index < 5; index += 1) step();
  const numbers = (after: number) => recorder.read(after).steps.map(({ number }) => number);
  expect(numbers(0)).toEqual([3, 4, 5]);
  expect(numbers(4)).toEqual([5]);
  expect(numbers(5)).toEqual([]);
  expect(recorder.read(0)).toMatchObject({ since: '2026-01-01T00:00:00.000Z', room: 3 });
});

test('read() measures the event loop from when somebody looks until a minute after', () => {
  const { recorder, step, time } = record();
  const last = () => recorder.read(0).steps.at(-1)?.eventLoop;
  step();
  expect(last()).toBeNull();
  step();
  expect(last()).toEqual({
    p50: expect.any(Number),
    p99: expect.any(Number),
    max: expect.any(Number),
  });
  time.advance(61_000);
  step();
  step();
  expect(last()).toBeNull();
  recorder.close();
});
