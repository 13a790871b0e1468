import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { itemDetailSchema, problemSchema } from '../../../src/contracts/api.ts';
import {
  consumerDetailSchema,
  consumerReadsSchema,
  consumersSchema,
  issuedKeySchema,
  keySchema,
  signalReadersSchema,
} from '../../../src/contracts/consumers.ts';
import { broadScopes } from '../../../src/contracts/scopes.ts';
import { seedItem } from '../../fixtures/seed-item.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;

beforeAll(async () => {
  served = await serve();
  await seedItem(served.context, 'one', ['topics@1', 'safety@1', 'image_embedding@1']);
});
afterAll(() => served.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

async function send(
  method: string,
  path: string,
  { key, body, headers = {} }: { key?: string; body?: unknown; headers?: object } = {},
): Promise<Answer> {
  const response = await served.ask(path, {
    method,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

const get = (path: string, key?: string) =>
  send('GET', path, { ...(key !== undefined && { key }) });

/** Status and code of a refusal. */
async function refusal(answer: Promise<Answer>): Promise<[number, string]> {
  const { status, json } = await answer;
  return [status, problemSchema.parse(json).code];
}

async function addConsumer(name: string, signals: string[] = []): Promise<void> {
  const body = { name, owner: `${name}@example.com`, purpose: 'tests', signals };
  expect((await send('POST', '/v1/consumers', { body })).status).toBe(201);
}

async function addKey(name: string, scopes: string[], expiresInDays = 90): Promise<string> {
  const body = { scopes, expiresInDays };
  const { status, json } = await send('POST', `/v1/consumers/${name}/keys`, { body });
  expect(status).toBe(201);
  return issuedKeySchema.parse(json).secret;
}

test('a key reads what its consumer declares, sees itself in the ledger, is rotated and retired', async () => {
  await addConsumer('ranking', ['topics', 'image_embedding@1']);
  const first = await addKey('ranking', ['items:read', 'signals:read', 'keys:rotate']);

  const item = await get('/v1/items/one', first);
  expect(item.status).toBe(200);
  expect(
    itemDetailSchema
      .parse(item.json)
      .signals.map(({ signal }) => signal)
      .toSorted(),
  ).toEqual(['image_embedding', 'topics']);
  const named = await send('GET', '/v1/items/one?signals=topics', {
    headers: { 'x-api-key': first },
  });
  // The installation's token came along as the bearer: the key is what counts.
  expect(itemDetailSchema.parse(named.json).signals).toHaveLength(1);

  const reads = consumerReadsSchema.parse((await get('/v1/consumers/ranking/reads', first)).json);
  expect(
    reads.signals.map(({ signal, version, reads: count }) => [signal, version, count]),
  ).toEqual([
    ['topics', 1, 2],
    ['image_embedding', 1, 1],
  ]);
  expect(reads.series).toHaveLength(31);
  expect(reads.series.at(-1)).toMatchObject({ reads: 3, items: 3 });
  const readers = signalReadersSchema.parse((await get('/v1/signals/topics/readers?days=1')).json);
  expect(readers).toMatchObject({
    readers: [{ consumer: 'ranking', version: 1, reads: 2, items: 2, builtIn: false }],
    declared: [{ consumer: 'ranking', version: null }],
  });

  const rotated = await send('POST', '/v1/keys/rotate', { key: first, body: {} });
  const { secret: second } = issuedKeySchema.parse(rotated.json);
  expect([(await get('/v1/items', first)).status, (await get('/v1/items', second)).status]).toEqual(
    [200, 200],
  );
  expect(await refusal(send('POST', '/v1/keys/rotate', { key: first }))).toEqual([
    409,
    'key-rotated',
  ]);

  const self = consumerDetailSchema.parse((await get('/v1/consumers/ranking', second)).json);
  expect(self.keys.map(({ state }) => state)).toEqual(['active', 'active']);
  expect(JSON.stringify(self)).not.toContain(second.slice(-64));
  expect(self.keys[0]?.lastUsedAt).not.toBeNull();

  const retired = await send('DELETE', '/v1/consumers/ranking');
  expect(consumerDetailSchema.parse(retired.json).retiredAt).not.toBeNull();
  for (const key of [first, second]) {
    expect(await refusal(get('/v1/items', key))).toEqual([401, 'key-revoked']);
  }
  const { consumers } = consumersSchema.parse((await get('/v1/consumers')).json);
  expect(consumers.map(({ name }) => name).toSorted()).toEqual(['cli', 'console', 'ranking']);
});

test('a key is refused where its scope or what its consumer declares is too narrow, and told how to get it', async () => {
  await addConsumer('narrow', ['topics', 'image_embedding@2']);
  const key = await addKey('narrow', ['items:read', 'signals:read']);
  const one = await addKey('narrow', ['items:read', 'signals:read:safety']);
  const bare = await addKey('narrow', ['items:read']);

  const undeclared = await get('/v1/items/one?signals=topics,safety', key);
  expect(undeclared.status).toBe(403);
  expect(problemSchema.parse(undeclared.json)).toMatchObject({
    code: 'signal-not-declared',
    detail: expect.stringContaining(
      'understory consumers declare narrow --signals image_embedding@2,topics,safety',
    ),
  });
  // Version 1 is the live one; it declares 2.
  expect(await refusal(get('/v1/items/one?signals=image_embedding', key))).toEqual([
    403,
    'signal-not-declared',
  ]);
  expect(await refusal(get('/v1/items/one?signals=topics', one))).toEqual([403, 'scope-missing']);
  expect(await refusal(get('/v1/items/one?signals=safety', one))).toEqual([
    403,
    'signal-not-declared',
  ]);
  expect(await refusal(get('/v1/items/one?signals=topics', bare))).toEqual([403, 'scope-missing']);
  for (const powerless of [one, bare]) {
    const { json } = await get('/v1/items/one', powerless);
    expect(itemDetailSchema.parse(json).signals).toEqual([]);
  }
  const search = await send('POST', '/v1/search', { key, body: { text: 'one' } });
  expect(problemSchema.parse(search.json).detail).toContain(
    'understory consumers key narrow --scopes signals:read,items:read,search',
  );
  expect(await refusal(get('/v1/items/one?signals=topic', key))).toEqual([400, 'unknown-signal']);

  const body = { signals: ['topics', 'safety'] };
  expect((await send('PATCH', '/v1/consumers/narrow', { body })).status).toBe(200);
  expect((await get('/v1/items/one?signals=topics,safety', key)).status).toBe(200);
});

test('an expired, a revoked and an unknown key are refused each with its code and what to do', async () => {
  await addConsumer('late');
  const now = Date.now();
  const { secret: expired } = await issueKey(
    served.context.db,
    'late',
    { scopes: ['items:read'], expiresInDays: 1 },
    now - 86_400_001,
  );
  const revoked = await addKey('late', ['items:read']);
  const id = revoked.slice(4, 20);
  const answer = await send('DELETE', `/v1/keys/${id}`);
  expect(keySchema.parse(answer.json)).toMatchObject({ id, consumer: 'late', state: 'revoked' });

  const old = await get('/v1/items', expired);
  expect(old.status).toBe(401);
  expect(old.headers.get('www-authenticate')).toBe('Bearer');
  expect(problemSchema.parse(old.json)).toMatchObject({
    code: 'key-expired',
    detail: expect.stringContaining('understory consumers key late'),
  });
  expect(await refusal(get('/v1/items', revoked))).toEqual([401, 'key-revoked']);
  const unknown = `und_${id}_${'0'.repeat(64)}`;
  expect(await refusal(get('/v1/items', unknown))).toEqual([401, 'key-unknown']);
  expect(await refusal(get('/v1/items', 'und_nonsense'))).toEqual([401, 'key-unknown']);
  expect(await refusal(send('DELETE', '/v1/keys/nothing'))).toEqual([404, 'no-key']);
});

test('a key of all scopes is for no route of the owner, for nothing of another consumer, for no page', async () => {
  await addConsumer('greedy', ['topics']);
  await addConsumer('victim');
  const victim = await addKey('victim', ['items:read']);
  const key = await addKey('greedy', [...broadScopes]);
  const keys = { scopes: ['items:read'] };
  const forOwner = [
    ['GET', '/v1/consumers'],
    ['POST', '/v1/consumers', { name: 'mine', owner: 'me', purpose: 'more' }],
    ['PATCH', '/v1/consumers/greedy', { signals: ['safety'] }],
    ['DELETE', '/v1/consumers/victim'],
    ['POST', '/v1/consumers/greedy/keys', keys],
    ['POST', '/v1/consumers/victim/keys', keys],
    ['DELETE', `/v1/keys/${victim.slice(4, 20)}`],
    ['GET', '/v1/signals/topics/readers'],
    ['GET', '/v1/runs'],
    ['GET', '/'],
    ['GET', '/assets/index-1a2b.js'],
    ['GET', '/v1/nothing'],
  ] as const;
  for (const [method, path, body] of forOwner) {
    expect(await refusal(send(method, path, { key, body }))).toEqual([403, 'not-for-keys']);
  }
  for (const path of ['/v1/consumers/victim', '/v1/consumers/victim/reads', '/v1/consumers/none']) {
    expect(await refusal(get(path, key))).toEqual([403, 'another-consumer']);
  }
  const wider = { scopes: ['items:read', 'search'] };
  const narrow = await addKey('greedy', ['items:read', 'keys:rotate'], 10);
  const rotate = (body: object) => refusal(send('POST', '/v1/keys/rotate', { key: narrow, body }));
  expect(await rotate(wider)).toEqual([403, 'wider-scopes']);
  expect(await rotate({ expiresInDays: 11 })).toEqual([403, 'longer-life']);
  expect(await rotate({ consumer: 'victim' })).toEqual([400, 'invalid-request']);
  expect(await rotate({ graceHours: 1e9 })).toEqual([400, 'invalid-request']);
  expect(await refusal(send('POST', '/v1/keys/rotate', { body: {} }))).toEqual([400, 'no-key']);
  expect((await get('/v1/items', victim)).status).toBe(200);
});

test('consumers and keys that are described wrongly are refused, with what was expected', async () => {
  const good = { name: 'good', owner: 'me', purpose: 'tests' };
  const wrong = [
    {},
    { ...good, name: 'Not A Slug' },
    { ...good, name: `a${'b'.repeat(63)}` },
    { ...good, owner: ' ' },
    { ...good, purpose: 'with \0' },
    { ...good, signals: 'topics' },
    { ...good, builtIn: true },
  ];
  for (const body of wrong) {
    expect((await send('POST', '/v1/consumers', { body })).status).toBe(400);
  }
  await addConsumer('good');
  expect(await refusal(send('POST', '/v1/consumers', { body: good }))).toEqual([
    409,
    'consumer-exists',
  ]);
  const keys = (body: object) => send('POST', '/v1/consumers/good/keys', { body });
  for (const body of [
    {},
    { scopes: [] },
    { scopes: ['signals:read:nothing'] },
    { scopes: ['everything'] },
    { scopes: ['search'], expiresInDays: 366 },
    { scopes: ['search'], expiresInDays: 0 },
  ]) {
    expect(await refusal(keys(body))).toEqual([400, 'invalid-request']);
  }
  expect(await refusal(send('DELETE', '/v1/consumers/console'))).toEqual([
    403,
    'built-in-consumer',
  ]);
  expect(await refusal(get('/v1/consumers/none'))).toEqual([404, 'no-consumer']);
  expect(await refusal(get('/v1/signals/none/readers'))).toEqual([404, 'unknown-signal']);
});

test('a key in the address is refused whatever else is right', async () => {
  await addConsumer('careless');
  const key = await addKey('careless', ['items:read']);
  for (const path of [
    `/v1/items?token=${key}`,
    `/v1/items?key=${key}`,
    `/v1/items?${key}`,
    `/v1/items?match=${encodeURIComponent(`a ${key}`).replace('und_', '%75nd_')}`,
    `/v1/items/${key}`,
  ]) {
    expect(await refusal(get(path))).toEqual([400, 'key-in-address']);
    expect(await refusal(get(path, key))).toEqual([400, 'key-in-address']);
  }
});

test('what the owner reads is in the ledger as the console', async () => {
  const reads = async () =>
    consumerReadsSchema
      .parse((await get('/v1/consumers/console/reads?days=1&step=hour')).json)
      .signals.find(({ signal }) => signal === 'safety')?.reads ?? 0;
  const before = await reads();
  const answers = await Promise.all(Array.from({ length: 30 }, () => get('/v1/items/one')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await reads()).toBe(before + 30);
});

test('who guesses keys is answered 429 after a hundred, and the owner still gets in', async () => {
  await addConsumer('patient');
  const key = await addKey('patient', ['items:read']);
  const statuses: number[] = [];
  for (let at = 0; at < 130; at += 1) {
    const guess = `und_${key.slice(4, 20)}_${String(at).padStart(64, '0')}`;
    const { status, headers } = await get('/v1/items', at % 2 === 0 ? guess : `wrong-${at}`);
    statuses.push(status);
    if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  expect(statuses.at(-1)).toBe(429);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(100);
  expect(await refusal(get('/v1/items', key))).toEqual([429, 'too-many-failures']);
  expect((await get('/v1/items')).status).toBe(200);
});
