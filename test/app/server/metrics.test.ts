import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../fixtures/served.ts';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { addConsumer } from '../../fixtures/consumer.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(async () => {
  await served.close();
});

async function metrics(): Promise<string> {
  return await (await served.ask('/metrics')).text();
}

/** The value of a sample, written as Prometheus' text format writes it. */
function sample(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? Number.NaN : Number(line.slice(name.length + 1));
}

describe('GET /metrics', () => {
  test('counts requests by the pattern of their route, whatever their ids are', async () => {
    await served.ask('/v1/items/secret-id');
    await served.ask('/v1/items/another-id');
    await served.ask('/nowhere/at/all');
    const text = await metrics();
    const of = (labels: string) =>
      sample(text, `understory_http_request_duration_seconds_count{${labels}}`);
    expect(of('method="GET",route="/v1/items/:id",status="404"')).toBe(2);
    expect(of('method="GET",route="none",status="404"')).toBe(1);
    expect(text).not.toMatch(/secret-id|nowhere/);
    expect(
      sample(text, 'understory_consumer_requests_total{consumer="console",status_class="4xx"}'),
    ).toBe(3);
  });

  test('counts the request itself as the one under way', async () => {
    expect(sample(await metrics(), 'understory_http_requests_in_progress')).toBe(1);
  });

  test('is for the token, and for keys that say so', async () => {
    const { db } = served.context;
    await addConsumer(db, 'prometheus', []);
    const ask = async (scope: 'metrics' | 'search') => {
      const grant = { scopes: [scope], expiresInDays: 1 };
      const { secret: key } = await issueKey(db, 'prometheus', grant, Date.now());
      const response = await fetch(`${served.address}/metrics`, {
        headers: { authorization: `Bearer ${key}` },
      });
      return response.status;
    };
    expect(await ask('metrics')).toBe(200);
    expect(await ask('search')).toBe(403);
    expect((await fetch(`${served.address}/metrics`)).status).toBe(401);
  });
});

describe('requests', () => {
  test('are answered with the id that they came with', async () => {
    const response = await served.ask('/v1/status', { headers: { 'x-request-id': 'trace:1-a' } });
    expect(response.headers.get('x-request-id')).toBe('trace:1-a');
  });

  test('get an id where theirs is none that a log can hold', async () => {
    const headers = { 'x-request-id': 'a b"}' };
    const given = (await served.ask('/v1/status', { headers })).headers.get('x-request-id');
    expect(given).toMatch(/^[\da-f-]{36}$/);
  });
});
