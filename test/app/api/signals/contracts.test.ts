import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { issueKey } from '../../../../src/consumers/keys/issue.ts';
import { registerConsumer } from '../../../../src/consumers/register.ts';
import { problemSchema } from '../../../../src/contracts/api.ts';
import { odcsSchema } from '../../../../src/contracts/odcs.ts';
import { signalDetailSchema, signalsSchema } from '../../../../src/contracts/signals-api.ts';
import { signalNames } from '../../../../src/contracts/values.ts';
import { checkVersion } from '../../../../src/extraction/expectations/check-version.ts';
import { serve, type Served } from '../../../fixtures/served.ts';
import { addItems, record, vectorOf, write } from '../../../fixtures/signal-catalogue.ts';

let served: Served;
const ids = ['a', 'b', 'c'];

beforeAll(async () => {
  served = await serve();
  const { context } = served;
  const { db, signals } = context;
  await addItems(db, ids);
  await write(
    signals,
    'image_embedding@1',
    ids.map((id, at) =>
      record(id, { vector: vectorOf('image_embedding@1', at).map((each) => each * (at + 1)) }),
    ),
  );
  const consumer = {
    name: 'home-feed',
    owner: 'ads@example.com',
    purpose: 'ranking',
    signals: ['image_embedding'],
  };
  await registerConsumer(db, consumer, context.clock());
  const since = new Date(Date.UTC(2026, 5, 1));
  await db
    .insertInto('signal_versions')
    .values([
      { signal: 'image_embedding', version: 1, state: 'live', since, end_of_life: null },
      {
        signal: 'image_embedding',
        version: 2,
        state: 'deprecated',
        since,
        end_of_life: new Date(Date.UTC(2027, 0, 1)),
      },
    ])
    .execute();
  await checkVersion('image_embedding@1', context);
}, 120_000);
afterAll(() => served.close());

test('GET /v1/signals lists every signal with the states and coverage of its versions', async () => {
  const { signals } = signalsSchema.parse(await served.json('/v1/signals'));
  expect(signals.map(({ name }) => name)).toEqual(signalNames);
  const embedding = signals.find(({ name }) => name === 'image_embedding');
  expect(embedding).toMatchObject({
    live: 1,
    kind: 'embedding',
    lastChangeAt: '2026-06-01T00:00:00.000Z',
    versions: [
      { version: 1, semanticVersion: '1.0.0', state: 'live', metrics: { coverage: 1, items: 3 } },
      { version: 2, state: 'deprecated', endOfLife: '2027-01-01T00:00:00.000Z', metrics: null },
    ],
  });
});

test('GET /v1/signals/{name} tells contracts, checks with failing examples, and lineage', async () => {
  const detail = signalDetailSchema.parse(await served.json('/v1/signals/image_embedding'));
  const [first, second] = detail.versions;
  expect(first?.consumers).toEqual([
    { consumer: 'home-feed', owner: 'ads@example.com', version: null },
  ]);
  expect(second?.consumers).toEqual([]);
  const check = first?.checks.find(({ expectation }) => expectation === 'norm vector');
  expect(check).toMatchObject({ scope: 'table', ok: false, rows: 3, failing: 2 });
  expect(check?.examples.map(({ item }) => item).toSorted()).toEqual(['b', 'c']);
  expect(first?.samples).toHaveLength(1);
  expect(first?.schema).toMatchObject({ properties: { vector: { minItems: 344 } } });
  expect(detail.lineage.edges).toEqual(
    expect.arrayContaining([
      { from: 'source', to: 'image' },
      { from: 'image', to: 'image_embedding@1' },
      { from: 'image_embedding@1', to: 'near_duplicates@1' },
    ]),
  );
  const known = new Set(detail.lineage.nodes.map(({ id }) => id));
  expect(detail.lineage.edges.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true);
});

test('GET /v1/signals/{name}/contract gives the live or the named version, as JSON or YAML', async () => {
  const live = odcsSchema.parse(await served.json('/v1/signals/image_embedding/contract'));
  expect(live).toMatchObject({ version: '1.0.0', status: 'active' });
  const headers = { accept: 'application/yaml' };
  const response = await served.ask('/v1/signals/image_embedding/contract?version=2', { headers });
  expect(response.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  const deprecated = odcsSchema.parse(parse(await response.text()));
  expect(deprecated).toMatchObject({ version: '2.0.0', status: 'deprecated' });
  expect(deprecated.slaProperties).toContainEqual({
    property: 'endOfLife',
    value: '2027-01-01T00:00:00.000Z',
  });
});

test('GET /v1/signals shows a key contracts, but not examples of items', async () => {
  const wanted = { scopes: ['signals:read' as const], expiresInDays: 1 };
  const key = await issueKey(served.context.db, 'home-feed', wanted, served.context.clock());
  const headers = { authorization: `Bearer ${key.secret}` };
  const statusOf = async (path: string) =>
    (await fetch(`${served.address}${path}`, { headers })).status;
  expect(await statusOf('/v1/signals')).toBe(200);
  expect(await statusOf('/v1/signals/image_embedding/contract')).toBe(200);
  expect(await statusOf('/v1/signals/image_embedding')).toBe(403);
});

test.each([
  ['/v1/signals/nothing', 404, 'unknown-signal', /"nothing".*image_embedding/],
  ['/v1/signals/nothing/contract', 404, 'unknown-signal', /"nothing".*image_embedding/],
  ['/v1/signals/nothing/readers', 404, 'unknown-signal', /"nothing".*image_embedding/],
  ['/v1/signals/ocr/contract?version=9', 400, 'unknown-version', /ocr@9.*ocr@1/],
  ['/v1/signals/ocr/contract?version=x', 400, 'invalid-request', /version/],
] as const)('GET %s is refused with %i as %s', async (path, status, code, message) => {
  const response = await served.ask(path);
  expect(response.status).toBe(status);
  const problem = problemSchema.parse(await response.json());
  expect(problem.code).toBe(code);
  expect(problem.detail).toMatch(message);
});

const version = { version: 9 };

test.each([
  ['rollback', {}],
  ['promote', version],
  ['backfill', version],
  ['deprecate', version],
  ['drop', version],
  ['versions', { ...version, model: 'any' }],
])('POST /v1/signals/{name}/%s of no signal is not found', async (action, body) => {
  const post = async (name: string) => {
    const response = await served.ask(`/v1/signals/${name}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, problem: problemSchema.parse(await response.json()) };
  };
  expect(await post('nothing')).toMatchObject({
    status: 404,
    problem: { code: 'unknown-signal', detail: expect.stringMatching(/There are: .*ocr/) },
  });
  // What the body names is a fault of the body.
  if ('version' in body && action !== 'versions') {
    expect(await post('ocr')).toMatchObject({ status: 400, problem: { code: 'unknown-version' } });
  }
});

test.each([
  ['backfill', { version: 1, from: 'scratch' }],
  ['promote', { version: 1, force: true }],
  ['deprecate', { version: 1, endOfLife: '2030-01-01' }],
  ['drop', { version: 1, days: 0 }],
])('POST /v1/signals/{name}/%s refuses what it would otherwise read over', async (verb, body) => {
  const response = await served.ask(`/v1/signals/ocr/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const wrong = Object.keys(body)[1];
  expect(problemSchema.parse(await response.json())).toMatchObject({
    status: 400,
    code: 'invalid-request',
    detail: expect.stringContaining(`"${wrong}"`),
  });
});
