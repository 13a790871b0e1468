import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { problemSchema } from '../../../src/contracts/api.ts';
import type { Scope } from '../../../src/contracts/scopes.ts';
import {
  madeWebhookSchema,
  webhookDetailSchema,
  webhookSchema,
  webhooksSchema,
} from '../../../src/contracts/webhooks.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;

beforeAll(async () => {
  served = await serve();
  await addConsumer(served.context.db, 'feed', ['topics']);
  await addConsumer(served.context.db, 'ads', []);
});
afterAll(() => served.close());

/** A public address: making a webhook does not call it. */
const url = 'https://93.184.216.34/hook';

/** Requests of a consumer's key, or of the owner. */
async function asking(consumer?: string, ...scopes: Scope[]) {
  const { db, clock } = served.context;
  const key =
    consumer === undefined
      ? undefined
      : await issueKey(db, consumer, { scopes, expiresInDays: 1 }, clock());
  return async (method: string, path: string, body?: unknown) => {
    const response = await served.ask(path, {
      method,
      headers: {
        ...(key && { authorization: `Bearer ${key.secret}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, json };
  };
}

test('/v1/webhooks makes, shows, pauses, resumes, replays and removes those of a key’s consumer', async () => {
  const ask = await asking('feed', 'webhooks');
  const { status, json } = await ask('POST', '/v1/webhooks', { url, signals: ['topics'] });
  expect(status).toBe(201);
  const { secret, ...made } = madeWebhookSchema.strict().parse(json);
  expect(secret).toMatch(/^whsec_/);
  expect(made).toMatchObject({ consumer: 'feed', url, state: 'active' });
  const path = `/v1/webhooks/${made.id}`;
  expect(webhookDetailSchema.strict().parse((await ask('GET', path)).json)).toEqual({
    ...made,
    dead: [],
  });
  const listed = webhooksSchema.parse((await ask('GET', '/v1/webhooks')).json);
  expect(listed.webhooks).toEqual([made]);
  const paused = await ask('PATCH', path, { state: 'paused' });
  expect(webhookSchema.parse(paused.json).state).toBe('paused');
  const resumed = await ask('PATCH', path, { state: 'active' });
  expect(webhookSchema.parse(resumed.json).state).toBe('active');
  const replayed = await ask('POST', `${path}/replay`, { after: made.cursor });
  expect(webhookSchema.parse(replayed.json)).toMatchObject({ cursor: made.cursor, attempts: 0 });
  expect((await ask('POST', `${path}/replay`, { dead: true })).status).toBe(200);
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('GET', path)).status).toBe(404);
});

test('POST /v1/webhooks/{id}/rotate gives a new secret once, and ends the old one at its time', async () => {
  const ask = await asking('feed', 'webhooks');
  const made = madeWebhookSchema.parse((await ask('POST', '/v1/webhooks', { url })).json);
  const path = `/v1/webhooks/${made.id}`;
  const rotated = madeWebhookSchema.strict().parse((await ask('POST', `${path}/rotate`)).json);
  expect(rotated.secret).not.toBe(made.secret);
  const hours = (Date.parse(rotated.oldSecretUntil ?? '') - Date.now()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
  expect(JSON.stringify((await ask('GET', path)).json)).not.toContain('whsec_');
  const again = await ask('POST', `${path}/rotate`, {});
  expect(again.status).toBe(409);
  expect(problemSchema.parse(again.json).code).toBe('secret-rotating');
  const ended = await ask('POST', `${path}/rotate`, { graceHours: 0 });
  expect(madeWebhookSchema.parse(ended.json).oldSecretUntil).toBeNull();
  for (const graceHours of [-1, 169, 'a day']) {
    expect((await ask('POST', `${path}/rotate`, { graceHours })).status).toBe(400);
  }
});

test('/v1/webhooks keeps the webhooks of one consumer from another', async () => {
  const feed = await asking('feed', 'webhooks');
  const ads = await asking('ads', 'webhooks');
  const owner = await asking();
  const { id } = madeWebhookSchema.parse((await feed('POST', '/v1/webhooks', { url })).json);
  for (const [method, path, body] of [
    ['GET', `/v1/webhooks/${id}`, undefined],
    ['PATCH', `/v1/webhooks/${id}`, { state: 'paused' }],
    ['POST', `/v1/webhooks/${id}/replay`, { dead: true }],
    ['POST', `/v1/webhooks/${id}/rotate`, { graceHours: 0 }],
    ['DELETE', `/v1/webhooks/${id}`, undefined],
  ] as const) {
    const { status, json } = await ads(method, path, body);
    expect(status, method).toBe(404);
    expect(problemSchema.parse(json).code).toBe('no-webhook');
  }
  expect(webhooksSchema.parse((await ads('GET', '/v1/webhooks')).json).webhooks).toEqual([]);
  const foreign = await ads('POST', '/v1/webhooks', { url, consumer: 'feed' });
  expect(foreign.status).toBe(403);
  expect((await owner('GET', `/v1/webhooks/${id}`)).status).toBe(200);
  expect((await owner('POST', '/v1/webhooks', { url, consumer: 'ads' })).status).toBe(201);
});

test.each([
  [{ url: 'http://127.0.0.1/' }, 'private-address'],
  [{ url: 'http://[::ffff:7f00:1]/' }, 'private-address'],
  [{ url: 'http://0x7f.1/' }, 'private-address'],
  [{ url: 'http://localhost/' }, 'private-address'],
  [{ url: 'file:///etc/passwd' }, 'unsupported-scheme'],
  [{ url, signals: ['objects'] }, 'signal-not-declared'],
  [{ url, types: ['nothing'] }, 'invalid-request'],
  [{ url, after: 'nothing' }, 'invalid-cursor'],
  [{}, 'invalid-request'],
])('POST /v1/webhooks of %j is refused with %s', async (body, code) => {
  const ask = await asking('feed', 'webhooks');
  const { status, json } = await ask('POST', '/v1/webhooks', body);
  expect(status).toBe(400);
  expect(problemSchema.parse(json).code).toBe(code);
});

test('/v1/webhooks is not for keys without its scope', async () => {
  const ask = await asking('feed', 'changes:read', 'search');
  expect((await ask('GET', '/v1/webhooks')).status).toBe(403);
  expect((await ask('POST', '/v1/webhooks', { url })).status).toBe(403);
});
