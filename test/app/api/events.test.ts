import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import type { Scope } from '../../../src/contracts/scopes.ts';
import { eventsAnswerSchema, forgottenUserSchema } from '../../../src/contracts/events.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { runCli } from '../../fixtures/run-cli.ts';
import { seedItem } from '../../fixtures/seed-item.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
  await seedItem(served.context, 'hat', []);
}, 60_000);
afterAll(() => served.close());

const event = (id: string, over: object = {}) => ({
  id,
  user: 'ada / 7',
  item: 'hat',
  kind: 'save',
  at: new Date(Date.now() - 60_000).toISOString(),
  ...over,
});
const post = (body: string, headers: Record<string, string> = {}) =>
  served.ask('/v1/events', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const count = async () => {
  const rows = await served.context.db.selectFrom('engagement_events').select('id').execute();
  return rows.length;
};
const keyWith = async (consumer: string, scope: Scope) => {
  const { db, clock } = served.context;
  await addConsumer(db, consumer, []);
  const { secret } = await issueKey(db, consumer, { scopes: [scope], expiresInDays: 1 }, clock());
  return { authorization: `Bearer ${secret}` };
};

describe('POST /v1/events', () => {
  test('takes what it may take, and says of the rest why not', async () => {
    const answer = await served.json('/v1/events', {
      events: [event('a'), event('b', { item: 'shoe' }), 7],
    });
    expect(eventsAnswerSchema.strict().parse(answer)).toMatchObject({
      taken: 1,
      known: 0,
      refused: [
        { index: 1, id: 'b', code: 'unknown-item', message: expect.stringContaining('"shoe"') },
        { index: 2, id: null, code: 'invalid-event' },
      ],
    });
    expect(await served.json('/v1/events', { events: [event('c')] })).toMatchObject({ taken: 1 });
  });

  test('refuses what is no batch whole, and bodies that are too deep or too large unread', async () => {
    const many = { events: Array.from({ length: 1001 }, (_, at) => event(`many ${at}`)) };
    for (const body of [{}, { events: [] }, { events: {} }, [event('x')], many]) {
      const response = await post(JSON.stringify(body));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'invalid-request' });
    }
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const answer = await post(`{"events":[${deep}]}`);
    expect(await answer.json()).toMatchObject({ status: 400, code: 'too-deep' });
    expect((await post(`{"events":["${'x'.repeat(9 * 1024 * 1024)}"]}`)).status).toBe(413);
    expect((await post('{"events":[')).status).toBe(400);
  });

  test('is for keys with the scope events, within which ids are the own of each consumer', async () => {
    const body = JSON.stringify({ events: [event('of a product')] });
    const denied = await post(body, await keyWith('reader', 'search'));
    expect(denied.status).toBe(403);
    for (const product of ['product-a', 'product-b']) {
      const headers = await keyWith(product, 'events');
      expect(await (await post(body, headers)).json()).toMatchObject({ taken: 1, known: 0 });
      expect(await (await post(body, headers)).json()).toMatchObject({ taken: 0, known: 1 });
    }
  });
});

describe('understory events', () => {
  test('takes lines of a file once, names those it refuses by their line, and ends with 1', async () => {
    const file = join(served.folder, 'events.jsonl');
    const lines = [JSON.stringify(event('l1')), '', 'no JSON', JSON.stringify(event('l2'))];
    await writeFile(file, `\u{FEFF}${lines.join('\r\n')}`);
    const options = { home: served.folder, env: { DATABASE_URL: served.context.databaseUrl } };
    const said = await runCli(['events', file], options);
    expect(said.stdout).toBe('2 taken, 0 known before, 1 refused\n');
    expect(said.stderr).toContain('line 3: invalid-event: Expected an event as JSON');
    expect(said.code).toBe(1);
    const again = await runCli(['events', '-', '--json'], {
      ...options,
      input: `${lines[0]}\n${lines[3]}\n`,
    });
    expect(JSON.parse(again.stdout)).toEqual({ taken: 0, known: 2, refused: [] });
    expect(again.code).toBe(0);
    const missing = await runCli(['events', join(served.folder, 'none.jsonl')], options);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/cannot read .*none\.jsonl/);
  }, 60_000);
});

describe('DELETE /v1/users/{user}', () => {
  test('forgets a person, whose late events are refused from then on', async () => {
    await served.json('/v1/events', { events: [event('of bob', { user: 'bob' })] });
    const before = await count();
    const response = await served.ask(`/v1/users/${encodeURIComponent('ada / 7')}`, {
      method: 'DELETE',
    });
    const { events } = forgottenUserSchema.strict().parse(await response.json());
    expect(events).toBe(before - 1);
    expect(await count()).toBe(1);
    expect(await served.json('/v1/events', { events: [event('a')] })).toMatchObject({
      taken: 0,
      refused: [{ code: 'forgotten-user' }],
    });
    const denied = await served.ask('/v1/users/bob', {
      method: 'DELETE',
      headers: await keyWith('outsider', 'search'),
    });
    expect(denied.status).toBe(403);
  });
});
