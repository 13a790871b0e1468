import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/api.ts';
import { consumerDetailSchema, issuedKeySchema } from '../../../src/contracts/consumers.ts';
import { seedItem } from '../../fixtures/seed-item.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
let key: string;
beforeAll(async () => {
  served = await serve();
  await seedItem(served.context, 'one', ['topics@1']);
  const consumer = { name: 'feed', owner: 'ads', purpose: 'ranking', signals: ['topics'] };
  await served.json('/v1/consumers', consumer);
  const issued = await served.json('/v1/consumers/feed/keys', { scopes: ['signals:read'] });
  key = issuedKeySchema.parse(issued).secret;
});
afterAll(() => served.close());

async function limit(limits: object): Promise<unknown> {
  const response = await served.ask('/v1/consumers/feed', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ limits }),
  });
  return await response.json();
}

async function look(): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` };
  return await served.ask('/v1/items/one/signals?signals=topics', { headers });
}

test('a consumer that asks faster than it may is told when to ask again', async () => {
  const detail = consumerDetailSchema.parse(await limit({ requestsPerSecond: 0.5 }));
  expect(detail.limits).toEqual({ requestsPerSecond: 0.5, itemsPerDay: null });
  expect((await look()).status).toBe(200);
  const refused = await look();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  const { code, detail: why } = problemSchema.parse(await refused.json());
  expect(code).toBe('too-many-requests');
  expect(why).toContain('understory consumers limit feed --requests-per-second N');
  await limit({ requestsPerSecond: null });
  expect((await look()).status).toBe(200);
});

test('a consumer that read its items of the day is refused until midnight', async () => {
  await limit({ itemsPerDay: 3 });
  const statuses: number[] = [];
  for (let asked = 0; asked < 4; asked += 1) statuses.push((await look()).status);
  // Two were read before.
  expect(statuses).toEqual([200, 429, 429, 429]);
  const refused = await look();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(problemSchema.parse(await refused.json()).code).toBe('quota-spent');
});

test('limits that are none are refused with what they may be', async () => {
  expect(problemSchema.parse(await limit({})).detail).toContain('Expected requestsPerSecond');
  expect(problemSchema.parse(await limit({ itemsPerDay: 0 })).status).toBe(400);
});
