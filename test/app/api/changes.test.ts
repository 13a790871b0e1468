import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createServer } from '../../../src/app/server/create-server.ts';
import { ownHosts } from '../../../src/app/server/own-host.ts';
import { appendChanges } from '../../../src/changes/append.ts';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { problemSchema } from '../../../src/contracts/api.ts';
import {
  changeEventSchema,
  changesPageSchema,
  type Change,
  type ChangeEvent,
} from '../../../src/contracts/changes.ts';
import type { Scope } from '../../../src/contracts/scopes.ts';
import { addConsumer } from '../../fixtures/consumer.ts';
import { settledLog } from '../../fixtures/settled-log.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
/** After all that earlier tests have written. */
let start: string;

beforeAll(async () => {
  served = await serve();
  await addConsumer(served.context.db, 'feed', ['topics']);
});
afterAll(() => served.close());
beforeEach(async () => {
  await settledLog(served.context.db);
  start = (await page('after=latest')).next;
});

const page = async (query: string) =>
  changesPageSchema.strict().parse(await served.json(`/v1/changes?${query}`));
const happen = (...changes: Change[]) =>
  served.context.db.transaction().execute((transaction) => appendChanges(transaction, changes));
const added = (...items: string[]): Change => ({
  type: 'understory.item.added.v1',
  data: { items },
});
const values = (signal: string): Change => ({
  type: 'understory.signal.values.changed.v1',
  data: { signal, version: 1, items: ['a'] },
});
const model: Change = {
  type: 'understory.model.changed.v1',
  data: { model: 'tiny', digest: null, state: 'removed' },
};
const subjects = (events: readonly ChangeEvent[]) => events.map(({ subject }) => subject);
const refusal = async (response: Response) => problemSchema.parse(await response.json());

async function keyWith(...scopes: Scope[]): Promise<Readonly<Record<string, string>>> {
  const { db, clock } = served.context;
  const { secret } = await issueKey(db, 'feed', { scopes, expiresInDays: 1 }, clock());
  return { authorization: `Bearer ${secret}` };
}

interface Stream {
  /** The next event, with its id as the stream says it. */
  next(): Promise<{ readonly id: string; readonly event: ChangeEvent }>;
  close(): void;
}

async function stream(
  query: string,
  headers: Readonly<Record<string, string>> = {},
  address = served.address,
): Promise<Stream> {
  const stop = new AbortController();
  const response = await fetch(`${address}/v1/changes?${query}`, {
    signal: stop.signal,
    headers: {
      authorization: `Bearer ${served.token}`,
      accept: 'text/event-stream',
      ...headers,
    },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  if (!response.body) throw new Error('no body');
  const body = Readable.fromWeb(response.body);
  body.on('error', () => undefined);
  const lines = createInterface({ input: body })[Symbol.asyncIterator]();
  return {
    async next() {
      let id = '';
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error('the stream ended');
        if (value.startsWith('id: ')) id = value.slice(4);
        if (value.startsWith('data: ')) {
          return { id, event: changeEventSchema.parse(JSON.parse(value.slice(6))) };
        }
      }
    },
    close: () => stop.abort(),
  };
}

describe('GET /v1/changes', () => {
  test('gives pages of the log, each going on after the one before', async () => {
    await happen(added('a'), values('topics'), added('b'));
    const isThere = async () => (await page(`after=${start}&limit=3`)).events.length;
    await expect.poll(isThere).toBe(3);
    const first = await page(`after=${start}&limit=2`);
    const second = await page(`after=${first.next}&limit=2`);
    expect(subjects([...first.events, ...second.events])).toEqual(['a', 'topics@1', 'b']);
    const typed = await page(`after=${start}&types=understory.item.added.v1`);
    expect(subjects(typed.events)).toEqual(['a', 'b']);
  });

  test('waits for the next event when it is asked to, and no longer than that', async () => {
    const waiting = page(`after=${start}&wait=20`);
    await happen(added('a'));
    expect(subjects((await waiting).events)).toEqual(['a']);
    const begun = performance.now();
    const none = await page(`after=latest&wait=0.3`);
    expect(none.events).toEqual([]);
    expect(performance.now() - begun).toBeGreaterThan(290);
  });

  test.each([
    ['after=nonsense', 400, 'invalid-cursor'],
    ['limit=0', 400, 'invalid-request'],
    ['limit=501', 400, 'invalid-request'],
    ['wait=31', 400, 'invalid-request'],
    ['types=understory.nothing.v1', 400, 'invalid-request'],
    ["signals=topics'", 400, 'invalid-request'],
  ])('refuses %s with %i', async (query, status, code) => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await served.ask(`/v1/changes?${query}`, { headers: { accept } });
      expect(response.status).toBe(status);
      expect(await refusal(response)).toMatchObject({ code });
    }
  });

  test('shows a key events of items and of signals that its consumer declares, and no others', async () => {
    const headers = await keyWith('changes:read');
    await happen(values('objects'), model, values('topics'), added('a'));
    const see = async (query: string) => {
      const response = await served.ask(`/v1/changes?after=${start}${query}`, { headers });
      return subjects(changesPageSchema.parse(await response.json()).events);
    };
    await expect.poll(() => see('')).toEqual(['topics@1', 'a']);
    expect(await see('&signals=objects')).toEqual(['a']);
    expect(await see('&types=understory.model.changed.v1')).toEqual([]);
    const streamed = await stream(`after=${start}`, headers);
    expect((await streamed.next()).event.subject).toBe('topics@1');
    expect((await streamed.next()).event.subject).toBe('a');
    streamed.close();
  });

  test('is not for keys without its scope', async () => {
    const headers = await keyWith('search', 'webhooks');
    const response = await served.ask('/v1/changes', { headers });
    expect(response.status).toBe(403);
    expect(await refusal(response)).toMatchObject({ code: 'scope-missing' });
  });
});

describe('GET /v1/changes as server-sent events', () => {
  test('streams what was there and what happens, and goes on after Last-Event-ID', async () => {
    await happen(added('a'), added('b'));
    const first = await stream(`after=${start}`);
    const a = await first.next();
    expect(a.event.subject).toBe('a');
    expect(a.id).toBe(a.event.id);
    expect((await first.next()).event.subject).toBe('b');
    first.close();
    await happen(added('c'));
    // As a browser does: the address of before, with the last id that it has seen.
    const again = await stream(`after=${start}`, { 'last-event-id': a.id });
    expect((await again.next()).event.subject).toBe('b');
    expect((await again.next()).event.subject).toBe('c');
    await happen(added('d'));
    expect((await again.next()).event.subject).toBe('d');
    again.close();
  });

  test('ends when the server closes, and goes on at the next one', async () => {
    const open = async () => {
      const server = await createServer(served, {
        token: served.token,
        consoleFolder: `${served.folder}/console`,
        isOwnHost: ownHosts('127.0.0.1', []),
      });
      return { server, address: await server.listen({ port: 0, host: '127.0.0.1' }) };
    };
    const before = await open();
    const first = await stream(`after=${start}`, {}, before.address);
    await happen(added('a'));
    const { id } = await first.next();
    const begun = performance.now();
    await before.server.close();
    expect(performance.now() - begun).toBeLessThan(3000);
    await expect(first.next()).rejects.toThrow('ended');
    await happen(added('b'));
    const after = await open();
    const second = await stream('', { 'last-event-id': id }, after.address);
    expect((await second.next()).event.subject).toBe('b');
    second.close();
    await after.server.close();
  });

  test('keeps no more for a client that does not read than a page, and loses nothing', async () => {
    const server = await createServer(served, {
      token: served.token,
      consoleFolder: `${served.folder}/console`,
      isOwnHost: ownHosts('127.0.0.1', []),
    });
    const held: (() => number)[] = [];
    server.server.on('connection', (socket) => held.push(() => socket.writableLength));
    const { port, hostname } = new URL(await server.listen({ port: 0, host: '127.0.0.1' }));
    const long = Array.from({ length: 45 }, (_, index) => `${index}-${'x'.repeat(900)}`);
    const events = 600;
    await happen(...Array.from({ length: events }, () => added(...long)));
    const client = connect(Number(port), hostname);
    client.write(
      `GET /v1/changes?after=${start} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Authorization: Bearer ${served.token}\r\nAccept: text/event-stream\r\n\r\n`,
    );
    client.pause();
    // More than 24 MB are waiting; the client takes none of it.
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(held).toHaveLength(1);
    expect(held[0]?.()).toBeLessThan(512 * 1024);
    let seen = 0;
    client.setEncoding('utf8');
    client.on('data', (text: string) => {
      seen += text.split('data: ').length - 1;
    });
    client.resume();
    await vi.waitFor(() => expect(seen).toBeGreaterThanOrEqual(events), { timeout: 20_000 });
    client.destroy();
    await once(client, 'close');
    await server.close();
  });
});

test('GET /v1/asyncapi.json describes the feed to any key', async () => {
  const headers = await keyWith('search');
  const response = await served.ask('/v1/asyncapi.json', { headers });
  expect(await response.json()).toMatchObject({ asyncapi: '3.0.0' });
});
