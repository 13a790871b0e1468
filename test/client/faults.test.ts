import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ClientError } from '../../src/client/client-error.ts';
import { createClient, type ClientOptions } from '../../src/client/create-client.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

/** A server that answers each request as the next of `answers` does, and the last for ever. */
async function script(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const bodies: { ids: string[]; signals: string[] }[] = [];
  const bodySchema = z.object({ ids: z.array(z.string()), signals: z.array(z.string()) });
  let requests = 0;
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests, answers.length - 1)];
    requests += 1;
    void text(request).then((body) => {
      if (body !== '') bodies.push(bodySchema.parse(JSON.parse(body)));
      return answer?.(response, request);
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const url = `http://127.0.0.1:${address.port}`;
  return { client: createClient({ url, ...options }), bodies, count: () => requests };
}

const found: Answer = (response) =>
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      versions: { ocr: 1 },
      items: [{ id: 'a', signals: { ocr: { status: 'absent' } } }],
      missing: [],
    }),
  );
const refuse =
  (status: number, code = 'some-code', headers: Record<string, string> = {}): Answer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ type: 'about:blank', title: 't', status, code, detail: 'Because.' }));
const cut: Answer = (response) => response.destroy();
const stall: Answer = () => undefined;
const absent = { ocr: { status: 'absent', version: 1, parts: [] } };

async function errorOf(promise: Promise<unknown>): Promise<ClientError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ClientError) return error;
  throw new Error(`Expected a ClientError, got ${String(error)}.`);
}

test.each([429, 502, 503, 504])('of() tries again after %i', async (status) => {
  const { client, count } = await script([refuse(status), refuse(status), found]);
  expect(await client.signals(['ocr']).of('a')).toEqual(absent);
  expect(count()).toBe(3);
});

test('of() tries again after a connection that was cut, before and amid the answer', async () => {
  const half: Answer = (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"versions"');
    setTimeout(() => response.destroy(), 10);
  };
  const { client, count } = await script([cut, half, found]);
  expect(await client.signals(['ocr']).of('a')).toEqual(absent);
  expect(count()).toBe(3);
});

test('of() tries again where an attempt takes too long', async () => {
  const { client, count } = await script([stall, found], { attemptTimeoutMs: 50 });
  expect(await client.signals(['ocr']).of('a')).toEqual(absent);
  expect(count()).toBe(2);
});

test('of() waits as long as Retry-After says', async () => {
  const { client } = await script([refuse(429, 'too-many', { 'retry-after': '1' }), found]);
  const begun = performance.now();
  await client.signals(['ocr']).of('a');
  expect(performance.now() - begun).toBeGreaterThan(990);
});

test('of() gives up at once where Retry-After lies beyond the deadline', async () => {
  const answers = [refuse(429, 'too-many', { 'retry-after': '60' })];
  const { client, count } = await script(answers, { timeoutMs: 5000 });
  expect(await errorOf(client.signals(['ocr']).of('a'))).toMatchObject({
    kind: 'problem',
    status: 429,
    code: 'too-many',
    message: 'Because.',
    retryAfterMs: 60_000,
  });
  expect(count()).toBe(1);
});

test('of() gives up after its retries, and when its time is up', async () => {
  const few = await script([cut], { retries: 2 });
  expect(await errorOf(few.client.signals(['ocr']).of('a'))).toMatchObject({ kind: 'network' });
  expect(few.count()).toBe(3);
  const short = await script([stall], { timeoutMs: 100 });
  expect(await errorOf(short.client.signals(['ocr']).of('a'))).toMatchObject({ kind: 'timeout' });
});

test.each([400, 401, 403, 404, 409, 500])('of() does not try again after %i', async (status) => {
  const { client, count } = await script([refuse(status, 'key-expired')]);
  const error = await errorOf(client.signals(['ocr']).of('a'));
  expect(error).toMatchObject({ kind: 'problem', status, code: 'key-expired' });
  expect(count()).toBe(1);
});

test('of() says what it got where it is no answer of this interface', async () => {
  const page: Answer = (response) => response.end('<html>');
  const proxy: Answer = (response) => response.writeHead(403).end('<html>');
  const empty: Answer = (response) =>
    response.end('{"versions":{},"items":[{"id":"a","signals":{}}]}');
  const codeOf = async (answer: Answer) => {
    const { client } = await script([answer]);
    return (await errorOf(client.signals(['ocr']).of('a'))).code;
  };
  expect(await codeOf(page)).toBe('not-json');
  expect(await codeOf(proxy)).toBe('http-403');
  expect(await codeOf(empty)).toBe('no-answer');
});

test('of() never follows a redirect, which would carry the key along', async () => {
  const away: Answer = (response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end();
  const { client } = await script([away], { retries: 0 });
  expect(await errorOf(client.signals(['ocr']).of('a'))).toMatchObject({ kind: 'network' });
});

test('of() rejects with the reason of its signal, while others of its request go on', async () => {
  let answer: (() => void) | undefined;
  const wait: Answer = (response, request) => {
    answer = () => found(response, request);
  };
  const { client, count } = await script([wait]);
  const reader = client.signals(['ocr']);
  const leaving = new AbortController();
  const left = reader.of('a', { signal: leaving.signal });
  const stays = reader.of('a');
  while (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  leaving.abort(new Error('no longer'));
  await expect(left).rejects.toThrow('no longer');
  answer();
  expect(await stays).toEqual(absent);
  expect(count()).toBe(1);
});

test('of() ends its request when all who asked have left', async () => {
  const closed = deferred();
  const wait: Answer = (response) => {
    response.once('close', () => {
      closed.resolve();
    });
    leaving.abort(new Error('no longer'));
  };
  const leaving = new AbortController();
  const { client } = await script([wait]);
  await expect(client.signals(['ocr']).of('a', { signal: leaving.signal })).rejects.toThrow(
    'no longer',
  );
  await closed.promise;
});

function deferred() {
  let resolve = () => undefined as void;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('of() shares a request among look-ups at the same time, of at most 500 ids', async () => {
  const { client, bodies } = await script([found]);
  const asked = Array.from({ length: 700 }, (_, at) =>
    client.signals(['ocr']).of(`id ${Math.min(at, 599)}`),
  );
  asked.push(client.signals(['ocr'], { asOf: '2026-01-01T00:00:00Z' }).of('a'));
  await Promise.all(asked);
  expect(bodies.map(({ ids }) => ids.length).toSorted((a, b) => a - b)).toEqual([1, 100, 500]);
});

test('of() asks for the key before each attempt', async () => {
  const keys = ['und_old', 'und_new'];
  const seen: (string | undefined)[] = [];
  const note =
    (answer: Answer): Answer =>
    (response, request) => {
      seen.push(request.headers.authorization);
      return answer(response, request);
    };
  const { client } = await script([note(refuse(503)), note(found)], { key: () => keys.shift() });
  await client.signals(['ocr']).of('a');
  expect(seen).toEqual(['Bearer und_old', 'Bearer und_new']);
});

test('ofAll() keeps to the versions of its first request', async () => {
  const { client, bodies } = await script([
    found,
    (response) =>
      response.end(
        JSON.stringify({
          versions: { 'ocr@1': 1 },
          items: [{ id: 'z', signals: { 'ocr@1': { status: 'absent' } } }],
          missing: [],
        }),
      ),
  ]);
  const ids = ['a', ...Array.from({ length: 499 }, (_, at) => `id ${at}`), 'z'];
  const answers = await client.signals(['ocr']).ofAll(ids);
  expect([...answers]).toEqual([
    ['a', absent],
    ['z', absent],
  ]);
  expect(bodies.map(({ signals }) => signals)).toEqual([['ocr'], ['ocr@1']]);
});
