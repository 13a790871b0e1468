import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServer } from '../../src/app/server/create-server.ts';
import { appendChanges } from '../../src/changes/append.ts';
import { createClient, type Client } from '../../src/client/create-client.ts';
import { cosine } from '../../src/client/cosine.ts';
import { issueKey } from '../../src/consumers/keys/issue.ts';
import { readsOf } from '../../src/consumers/ledger/reads-of.ts';
import { registerConsumer } from '../../src/consumers/register.ts';
import { serve, type Served } from '../fixtures/served.ts';
import { addItems, ocrValueOf, record, vectorOf, write } from '../fixtures/signal-catalogue.ts';

let served: Served;
let key: string;
let requests = 0;
let client: Client;

const ids = Array.from({ length: 1200 }, (_, at) => `item ${at}`);

beforeAll(async () => {
  served = await serve();
  const { db, signals } = served.context;
  await addItems(db, ids);
  await write(
    signals,
    'ocr@1',
    ids.map((id) => record(id, ocrValueOf(id), { computedAt: 5 })),
  );
  await write(
    signals,
    'image_embedding@1',
    ids.slice(0, 3).map((id, at) => record(id, { vector: vectorOf('image_embedding@1', at) })),
  );
  const consumer = {
    name: 'feed',
    owner: 'ads',
    purpose: 'ranking',
    signals: ['ocr', 'image_embedding@1'],
  };
  await registerConsumer(db, consumer, Date.now());
  const scopes = ['signals:read', 'changes:read'] as const;
  const issued = await issueKey(db, 'feed', { scopes: [...scopes], expiresInDays: 1 }, Date.now());
  key = issued.secret;
  client = createClient({
    url: `${served.address}/`,
    key,
    fetch: (input, init) => {
      requests += 1;
      return fetch(input, init);
    },
  });
}, 120_000);
afterAll(() => served.close());

test('of() reads signals in one request for all who ask at the same time, and the ledger holds it', async () => {
  requests = 0;
  const reader = client.signals(['ocr', 'image_embedding@1']);
  const answers = await Promise.all(['item 1', 'item 7', 'nowhere'].map((id) => reader.of(id)));
  expect(requests).toBe(1);
  const [first, second, missing] = answers;
  expect(missing).toBeUndefined();
  expect(first?.ocr).toEqual({
    status: 'ok',
    version: 1,
    value: ocrValueOf('item 1'),
    computedAt: new Date(5).toISOString(),
    parts: [],
  });
  expect(second?.['image_embedding@1'].status).toBe('absent');
  const reads = await readsOf(served.context.db, 'feed', { days: 1, now: Date.now() });
  expect(reads).toMatchObject([
    { signal: 'image_embedding', version: 1, reads: 1, items: 1 },
    { signal: 'ocr', version: 1, reads: 1, items: 2 },
  ]);
});

test('ofAll() reads any number of items', async () => {
  requests = 0;
  const answers = await client.signals(['ocr']).ofAll([...ids, 'nowhere', 'item 0']);
  expect(requests).toBe(3);
  expect([...answers.keys()]).toEqual(ids);
  expect(answers.get('item 1100')?.ocr).toMatchObject({ value: ocrValueOf('item 1100') });
});

test('vectors() reads vectors that can be compared', async () => {
  const { ref, dims, byItem } = await client.vectors('image_embedding@1', [...ids, 'nowhere']);
  expect({ ref, dims, found: [...byItem.keys()] }).toEqual({
    ref: 'image_embedding@1',
    dims: vectorOf('image_embedding@1', 0).length,
    found: ids.slice(0, 3),
  });
  const [a, b] = [byItem.get('item 0'), byItem.get('item 1')];
  if (!a || !b) throw new Error('no vectors');
  const [x, y] = [vectorOf('image_embedding@1', 0), vectorOf('image_embedding@1', 1)];
  expect(cosine(a, b)).toBeCloseTo(
    x.reduce((sum, number, at) => sum + number * (y[at] ?? 0), 0),
    6,
  );
});

test('of() says what the server refuses', async () => {
  const refusal = async (of: Client, signal: 'ocr' | 'topics') =>
    await of
      .signals([signal])
      .of('item 1')
      .catch((error: unknown) => error);
  expect(await refusal(client, 'topics')).toMatchObject({
    kind: 'problem',
    status: 403,
    code: 'signal-not-declared',
  });
  const stranger = createClient({ url: served.address, key: `${key.slice(0, -1)}x` });
  expect(await refusal(stranger, 'ocr')).toMatchObject({ status: 401 });
});

test('changes() goes on without a gap or a repetition while the server restarts', async () => {
  const { context, workshop, token } = served;
  const guard = { token, consoleFolder: `${served.folder}/console`, isOwnHost: () => true };
  let address = '';
  const start = async (port: number): Promise<FastifyInstance> => {
    const server = await createServer({ context, workshop }, guard);
    address = await server.listen({ port, host: '127.0.0.1' });
    return server;
  };
  const append = (from: number, to: number) =>
    context.db.transaction().execute(async (transaction) => {
      const changes = Array.from({ length: to - from }, (_, at) => ({
        type: 'understory.signal.values.changed.v1' as const,
        data: { signal: 'ocr', version: 1, items: [`change ${from + at}`] },
      }));
      await appendChanges(transaction, changes);
    });
  let server = await start(0);
  const following = createClient({ url: address, key });
  const stop = new AbortController();
  const seen: string[] = [];
  let cursor: string | undefined;
  const options = {
    after: 'latest',
    types: ['understory.signal.values.changed.v1'],
    signals: ['ocr'],
  } as const;
  const events = following.changes({ ...options, signal: stop.signal })[Symbol.asyncIterator]();
  const take = async (count: number) => {
    while (seen.length < count) {
      const { value } = await events.next();
      if (!value) throw new Error('The changes ended.');
      seen.push(...value.data.items);
      cursor = value.id;
    }
  };
  const first = take(80);
  // Who follows from now on has asked for its cursor by then.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await append(0, 80);
  await first;
  await server.close();
  await append(80, 160);
  const second = take(200);
  await new Promise((resolve) => setTimeout(resolve, 300));
  server = await start(Number(new URL(address).port));
  await append(160, 200);
  await second;
  expect(seen).toEqual(Array.from({ length: 200 }, (_, at) => `change ${at}`));

  // A consumer that stops altogether continues with the cursor that it kept.
  stop.abort(new Error('enough'));
  await expect(events.next()).rejects.toThrow('enough');
  await append(200, 201);
  for await (const event of following.changes({ ...options, after: cursor })) {
    expect(event.data).toEqual({ signal: 'ocr', version: 1, items: ['change 200'] });
    break;
  }
  await server.close();
});

test('changes() throws what the server will not go on from', async () => {
  const read = async (after: string) => {
    for await (const event of client.changes({ after })) return event;
    return undefined;
  };
  await expect(read('nonsense')).rejects.toMatchObject({ kind: 'problem', status: 400 });
});
