import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { issueKey } from '../../../../src/consumers/keys/issue.ts';
import { problemSchema } from '../../../../src/contracts/api.ts';
import { liveSchema } from '../../../../src/contracts/live.ts';
import { computeAnswerSchema } from '../../../../src/contracts/online.ts';
import { imageEmbedding2Dims, imageEmbeddingDims } from '../../../../src/contracts/values.ts';
import { readOnlineSettings } from '../../../../src/extraction/online/settings.ts';
import { seededRandom } from '../../../../src/base/random.ts';
import { addConsumer } from '../../../fixtures/consumer.ts';
import { pngBomb } from '../../../fixtures/hostile-images.ts';
import { serve, type Served } from '../../../fixtures/served.ts';

let served: Served;

beforeAll(async () => {
  const settings = { ...readOnlineSettings({}), perConsumer: 6, mostWaitMs: 5000 };
  served = await serve({ online: settings });
});
afterAll(() => served.close());

let seed = 0;

/** A picture that was never sent before. */
async function picture(): Promise<Buffer> {
  seed += 1;
  const random = seededRandom(seed);
  const data = Buffer.from(Array.from({ length: 300 * 200 * 3 }, () => Math.floor(random() * 256)));
  return await sharp(data, { raw: { width: 300, height: 200, channels: 3 } })
    .jpeg()
    .toBuffer();
}

interface Sent {
  readonly query?: string;
  readonly type?: string;
  readonly body: NonNullable<RequestInit['body']>;
  readonly headers?: Record<string, string>;
}

async function post({
  query = 'signals=palette',
  type,
  body,
  headers = {},
}: Sent): Promise<Response> {
  return await served.ask(`/v1/signals?${query}`, {
    method: 'POST',
    body,
    headers: { ...(type !== undefined && { 'content-type': type }), ...headers },
  });
}

/** Status and code of a refusal, which tells nothing of the machine. */
async function refusal(sent: Promise<Response>): Promise<[number, string]> {
  const response = await sent;
  const text = await response.text();
  expect(response.headers.get('content-type'), text).toContain('application/problem+json');
  expect(text).not.toMatch(/\bat \w+ \(|node_modules|\.ts:\d|understory-home|postgres|lance/i);
  return [response.status, problemSchema.strict().parse(JSON.parse(text)).code];
}

const live = async () => liveSchema.parse(await served.json('/v1/live'));

/** Writes a request as it is and gives all that comes back until the server closes. */
async function exchange(head: readonly string[], rest: (socket: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(served.address);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.on('error', () => undefined);
  socket.write(
    [
      'POST /v1/signals?signals=palette HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Authorization: Bearer ${served.token}`,
      ...head,
      '',
      '',
    ].join('\r\n'),
  );
  rest(socket);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

test('POST /v1/signals refuses what is no content, and says what was expected', async () => {
  const json = (body: unknown) => post({ type: 'application/json', body: JSON.stringify(body) });
  const image = (body: Sent['body']) => post({ type: 'image/jpeg', body });
  expect(await refusal(image('this is no picture'))).toEqual([400, 'wrong-type']);
  expect(await refusal(image('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual([
    400,
    'svg-refused',
  ]);
  expect(await refusal(image(new Uint8Array(pngBomb(60_000, 60_000))))).toEqual([
    400,
    'too-many-pixels',
  ]);
  expect(await refusal(image(new Uint8Array((await picture()).subarray(0, 3000))))).toEqual([
    400,
    'truncated',
  ]);
  expect(await refusal(post({ type: 'text/csv', body: 'a,b' }))).toEqual([
    415,
    'unsupported-media-type',
  ]);
  expect(await refusal(post({ type: 'multipart/form-data; boundary=x', body: 'nothing' }))).toEqual(
    [400, 'bad-multipart'],
  );
  expect(
    await refusal(post({ type: 'multipart/form-data; boundary=x', body: '--x\r\n'.repeat(5000) })),
  ).toEqual([400, 'too-many-parts']);
  expect(await refusal(json({}))).toEqual([400, 'no-content']);
  expect(await refusal(json({ title: ' ' }))).toEqual([400, 'no-content']);
  expect(await refusal(json({ titel: 'x' }))).toEqual([400, 'invalid-request']);
  expect(await refusal(json({ title: 'x'.repeat(100_001) }))).toEqual([400, 'invalid-request']);
  expect(await refusal(json({ title: 'x'.repeat(1_100_000) }))).toEqual([413, 'too-large']);
  expect(await refusal(json({ url: 'http://127.0.0.1:1/a.jpg' }))).toEqual([
    400,
    'private-address',
  ]);
  expect(await refusal(json({ url: 'file:///etc/passwd' }))).toEqual([400, 'unsupported-scheme']);
  const words = { type: 'application/json', body: '{"title":"x"}' };
  for (const [query, code] of [
    ['', 'invalid-request'],
    ['signals=', 'invalid-request'],
    ['signals=palette&deadlineMs=0', 'invalid-request'],
    ['signals=palette&degraded=anything', 'invalid-request'],
    ['signals=nothing', 'unknown-signal'],
    ['signals=palette@99', 'unknown-version'],
    ['signals=near_duplicates', 'not-computable'],
    ['signals=video', 'not-computable'],
  ] as const) {
    expect(await refusal(post({ ...words, query })), query).toEqual([400, code]);
  }
});

test('POST /v1/signals reads no more of a body than it may have, and says how much that is', async () => {
  const long = await exchange(
    ['Content-Type: image/png', `Content-Length: ${40 * 2 ** 20}`],
    () => undefined,
  );
  expect(long).toMatch(/^HTTP\/1.1 413 /);
  expect(long).toContain(String(32 * 2 ** 20));
  const chunk = Buffer.concat([
    Buffer.from('100000\r\n'),
    Buffer.alloc(2 ** 20, 7),
    Buffer.from('\r\n'),
  ]);
  const endless = await exchange(
    ['Content-Type: image/png', 'Transfer-Encoding: chunked'],
    (socket) => {
      const sending = setInterval(() => {
        if (socket.writableLength < chunk.length * 4) socket.write(chunk);
      }, 2);
      socket.once('close', () => clearInterval(sending));
    },
  );
  expect(endless).toMatch(/^HTTP\/1.1 413 /);
  expect((await live()).requests.inHand).toBe(0);
});

test('POST /v1/signals answers 504 at the deadline and computes nothing for it', async () => {
  const before = (await live()).computed['image_embedding@1'] ?? 0;
  const body = new Uint8Array(await picture());
  const late = await post({
    query: 'signals=image_embedding&deadlineMs=1',
    type: 'image/jpeg',
    body,
  });
  expect(late.headers.get('retry-after')).toMatch(/^[1-9]/);
  expect(await refusal(Promise.resolve(late))).toEqual([504, 'deadline-passed']);
  await sleep(100);
  expect((await live()).computed['image_embedding@1'] ?? 0).toBe(before);
});

test('POST /v1/signals gives the one embedding as little-endian float32 where bytes are accepted', async () => {
  const body = new Uint8Array(await picture());
  const accept = { accept: 'application/octet-stream' };
  const query = 'signals=image_embedding';
  const response = await post({ query, type: 'image/jpeg', body, headers: accept });
  expect(response.headers.get('x-understory-signal')).toBe('image_embedding@1');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.byteLength).toBe(imageEmbeddingDims * 4);
  const again = await post({ query, type: 'image/jpeg', body });
  const { signals } = computeAnswerSchema.parse(await again.json());
  const vector = Array.from({ length: imageEmbeddingDims }, (_, at) => bytes.readFloatLE(at * 4));
  expect(signals['image_embedding']).toMatchObject({
    status: 'ok',
    value: { vector },
    cached: 'memory',
  });
  const models = signals['image_embedding']?.models ?? {};
  expect(Object.keys(models)).toHaveLength(2);
  expect(Object.values(models).every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  for (const [asked, code] of [
    ['signals=image_embedding,palette', 'one-signal'],
    ['signals=palette', 'no-embedding'],
  ] as const) {
    const sent = post({ query: asked, type: 'image/jpeg', body, headers: accept });
    expect(await refusal(sent)).toEqual([400, code]);
  }
});

test('POST /v1/signals takes keys that may compute, of what their consumer declares, and notes the use', async () => {
  const { db } = served.context;
  await addConsumer(db, 'ranking', ['palette']);
  const keyWith = async (scopes: ('signals:read' | 'signals:compute')[]) =>
    (await issueKey(db, 'ranking', { scopes, expiresInDays: 1 }, Date.now())).secret;
  const [reader, computer] = [await keyWith(['signals:read']), await keyWith(['signals:compute'])];
  const body = new Uint8Array(await picture());
  const send = (key: string, signals: string) =>
    post({
      query: `signals=${signals}`,
      type: 'image/jpeg',
      body,
      headers: { authorization: `Bearer ${key}` },
    });
  expect(await refusal(send(reader, 'palette'))).toEqual([403, 'scope-missing']);
  expect(await refusal(send(computer, 'palette,objects'))).toEqual([403, 'signal-not-declared']);
  expect((await send(computer, 'palette')).status).toBe(200);
  expect((await send(computer, 'palette')).status).toBe(200);
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where('consumer', '=', 'ranking')
    .execute();
  expect(rows.map(({ signal, version, reads }) => [signal, version, Number(reads)])).toEqual([
    ['palette', 1, 2],
  ]);
});

test('POST /v1/signals lets no consumer have more in hand than it may, and computes the same once', async () => {
  const before = await live();
  const body = new Uint8Array(await picture());
  const query = 'signals=objects';
  const sent = Array.from({ length: 12 }, () => post({ query, type: 'image/jpeg', body }));
  const statuses = (await Promise.all(sent)).map(({ status, headers }) => {
    if (status === 429) expect(headers.get('retry-after')).toMatch(/^[1-9]/);
    return status;
  });
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  const after = await live();
  expect((after.computed['objects@1'] ?? 0) - (before.computed['objects@1'] ?? 0)).toBe(1);
  expect(after.requests.refused['too-many-in-hand']).toBe(
    statuses.filter((status) => status === 429).length,
  );
  expect(after.requests.inHand).toBe(0);
});

test('POST /v1/signals answers every request while another version is promoted, each of one version', async () => {
  const { db } = served.context;
  const dims: Record<number, number> = { 1: imageEmbeddingDims, 2: imageEmbedding2Dims };
  const seen: number[] = [];
  let promoted = false;
  const client = async (): Promise<void> => {
    for (let after = 0; after < 3;) {
      const body = new Uint8Array(await picture());
      const response = await post({ query: 'signals=image_embedding', type: 'image/jpeg', body });
      expect(response.status, await response.clone().text()).toBe(200);
      const signal = computeAnswerSchema.parse(await response.json()).signals['image_embedding'];
      const version = signal?.version ?? 0;
      const value =
        signal?.status === 'ok' ? (signal.value as { vector: number[] }) : { vector: [] };
      expect(value.vector).toHaveLength(dims[version] ?? -1);
      seen.push(version);
      if (promoted) after += 1;
    }
  };
  const clients = [client(), client()];
  await sleep(300);
  const since = new Date();
  await db
    .insertInto('signal_versions')
    .values([
      { signal: 'image_embedding', version: 1, state: 'kept', since, end_of_life: null },
      { signal: 'image_embedding', version: 2, state: 'live', since, end_of_life: null },
    ])
    .execute();
  promoted = true;
  await Promise.all(clients);
  expect(new Set(seen)).toEqual(new Set([1, 2]));
  expect(seen.at(-1)).toBe(2);
});
