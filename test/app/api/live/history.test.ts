import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveHistorySchema } from '../../../../src/contracts/live-history.ts';
import { serve, type Served } from '../../../fixtures/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(async () => {
  await served.close();
});

async function stepsAfter(number: number) {
  const { steps } = liveHistorySchema.parse(await served.json(`/v1/live/history?after=${number}`));
  return steps;
}

test('GET /v1/live/history has the requests of others by route, and not those of who watches', async () => {
  for (const path of ['/v1/items', '/v1/items/none', '/v1/live', '/v1/status', '/metrics']) {
    await served.ask(path);
  }
  const requestsOf = (steps: Awaited<ReturnType<typeof stepsAfter>>) =>
    steps.reduce((sum, { all }) => sum + all.requests, 0);
  await expect
    .poll(async () => requestsOf(await stepsAfter(0)), { timeout: 10_000, interval: 200 })
    .toBe(2);
  const steps = await stepsAfter(0);
  const routes = steps.flatMap((step) => step.routes.map(({ route }) => route));
  expect(routes.toSorted()).toEqual(['GET /v1/items', 'GET /v1/items/:id']);
  expect(steps.reduce((sum, { all }) => sum + all.refused, 0)).toBe(1);
  const last = steps.at(-1)?.number ?? 0;
  expect((await stepsAfter(last)).every(({ number }) => number > last)).toBe(true);
});

test('GET /v1/live/history refuses a number that is none, and whoever is not the owner', async () => {
  expect((await served.ask('/v1/live/history?after=first')).status).toBe(400);
  expect((await fetch(`${served.address}/v1/live/history`)).status).toBe(401);
});
