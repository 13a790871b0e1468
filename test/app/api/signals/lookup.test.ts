import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { issueKey } from '../../../../src/consumers/keys/issue.ts';
import { readsOf } from '../../../../src/consumers/ledger/reads-of.ts';
import { registerConsumer } from '../../../../src/consumers/register.ts';
import { problemSchema } from '../../../../src/contracts/api.ts';
import { itemSignalsSchema, lookupAnswerSchema } from '../../../../src/contracts/lookup.ts';
import { flipPointer } from '../../../../src/releases/flip-pointer.ts';
import { tableOf } from '../../../../src/storage/lance/table-of.ts';
import { serve, type Served } from '../../../fixtures/served.ts';
import {
  addItems,
  ocrValueOf,
  record,
  vectorOf,
  write,
} from '../../../fixtures/signal-catalogue.ts';

let served: Served;
const ids = ['a', "it's/100%", 'été 🐕', 'abstaining', 'new'];
const computedAt = Date.UTC(2026, 0, 2);

beforeAll(async () => {
  served = await serve();
  const { db, signals } = served.context;
  await addItems(db, ids);
  const known = ids.slice(0, 3);
  await write(signals, 'ocr@1', [
    ...known.map((id) => record(id, ocrValueOf(id), { computedAt })),
    record('abstaining', null, { status: 'abstained', reason: 'no text', computedAt }),
    record('a', ocrValueOf('frame 2'), { part: 'k2', computedAt }),
    record('a', ocrValueOf('frame 10'), { part: 'k10', computedAt }),
  ]);
  for (const ref of ['image_embedding@1', 'image_embedding@2'] as const) {
    await write(
      signals,
      ref,
      known.map((id, at) => record(id, { vector: vectorOf(ref, at) }, { computedAt })),
    );
  }
  await db
    .insertInto('signal_versions')
    .values([
      {
        signal: 'image_embedding',
        version: 1,
        state: 'live',
        since: new Date(),
        end_of_life: null,
      },
      {
        signal: 'image_embedding',
        version: 2,
        state: 'kept',
        since: new Date(),
        end_of_life: null,
      },
    ])
    .execute();
}, 120_000);
afterAll(() => served.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  served.ask('/v1/signals/lookup', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const lookUp = async (body: unknown) =>
  lookupAnswerSchema.parse(await served.json('/v1/signals/lookup', body));
const embeddingSchema = z.object({ value: z.object({ vector: z.array(z.number()) }) });
const problemOf = async (response: Response) => problemSchema.parse(await response.json());

test('POST /v1/signals/lookup gives values, parts, abstentions and what is missing in the order asked', async () => {
  const answer = await lookUp({ ids: ['nowhere', ...ids.toReversed(), 'a'], signals: ['ocr'] });
  expect(answer.versions).toEqual({ ocr: 1 });
  expect(answer.missing).toEqual(['nowhere']);
  expect(answer.items.map(({ id }) => id)).toEqual(ids.toReversed());
  const at = new Date(computedAt).toISOString();
  expect(Object.fromEntries(answer.items.map(({ id, signals }) => [id, signals.ocr]))).toEqual({
    new: { status: 'absent' },
    abstaining: { status: 'abstained', reason: 'no text', computedAt: at },
    'été 🐕': { status: 'ok', value: ocrValueOf('été 🐕'), computedAt: at },
    "it's/100%": { status: 'ok', value: ocrValueOf("it's/100%"), computedAt: at },
    a: {
      status: 'ok',
      value: ocrValueOf('a'),
      computedAt: at,
      parts: [
        { part: 'k2', status: 'ok', value: ocrValueOf('frame 2'), computedAt: at },
        { part: 'k10', status: 'ok', value: ocrValueOf('frame 10'), computedAt: at },
      ],
    },
  });
});

test('POST /v1/signals/lookup reads the version that was named beside the live one', async () => {
  const { versions, items } = await lookUp({
    ids: ['a'],
    signals: ['image_embedding', 'image_embedding@2'],
  });
  expect(versions).toEqual({ image_embedding: 1, 'image_embedding@2': 2 });
  const float32Of = (asked: string) =>
    embeddingSchema.parse(items[0]?.signals[asked]).value.vector.map(Math.fround);
  expect(float32Of('image_embedding')).toEqual(vectorOf('image_embedding@1', 0));
  expect(float32Of('image_embedding@2')).toEqual(vectorOf('image_embedding@2', 0));
});

test('POST /v1/signals/lookup gives vectors as float32 rows in the order of the ids when asked for bytes', async () => {
  const response = await post(
    { ids: ['été 🐕', 'nowhere', 'a', 'a'], signals: ['image_embedding@2'] },
    { accept: 'application/octet-stream' },
  );
  expect(response.status).toBe(200);
  const dims = vectorOf('image_embedding@2', 0).length;
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-understory-signal': 'image_embedding@2',
    'x-understory-rows': '4',
    'x-understory-dims': String(dims),
  });
  const bytes = new DataView(await response.arrayBuffer());
  const rowOf = (row: number) =>
    Array.from({ length: dims }, (_, at) => bytes.getFloat32((row * dims + at) * 4, true));
  expect(bytes.byteLength).toBe(4 * dims * 4);
  expect(rowOf(0)).toEqual(vectorOf('image_embedding@2', 2));
  expect(rowOf(1).every(Number.isNaN)).toBe(true);
  expect(rowOf(2)).toEqual(vectorOf('image_embedding@2', 0));
  expect(rowOf(3)).toEqual(rowOf(2));
});

test('GET /v1/items/{id}/signals gives the signals of one item, as JSON or as bytes', async () => {
  const path = `/v1/items/${encodeURIComponent("it's/100%")}/signals`;
  const answer = itemSignalsSchema.parse(
    await served.json(`${path}?signals=ocr,%20image_embedding@1`),
  );
  expect(answer).toMatchObject({
    id: "it's/100%",
    versions: { ocr: 1, 'image_embedding@1': 1 },
    signals: { ocr: { value: ocrValueOf("it's/100%") } },
  });
  const bytes = await served.ask(`${path}?signals=image_embedding`, {
    headers: { accept: 'application/octet-stream;q=1, */*;q=0.1' },
  });
  expect(new Float32Array(await bytes.arrayBuffer())).toEqual(
    Float32Array.from(vectorOf('image_embedding@1', 1)),
  );
  const missing = await served.ask('/v1/items/nowhere/signals?signals=ocr');
  expect([missing.status, (await problemOf(missing)).code]).toEqual([404, 'no-item']);
});

test('POST /v1/signals/lookup gives as of a time the rows and the live version of then', async () => {
  const { db, signals } = served.context;
  await addItems(db, ['moving']);
  const clock = () => Date.now();
  await write(signals, 'ocr@1', [record('moving', ocrValueOf('first'), { computedAt: clock() })]);
  const before = new Date(clock() + 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await write(signals, 'ocr@1', [record('moving', ocrValueOf('second'), { computedAt: clock() })]);
  await write(signals, 'image_embedding@1', [
    record('moving', { vector: vectorOf('image_embedding@1', 9) }, { computedAt: 1 }),
  ]);
  await db
    .transaction()
    .execute((transaction) =>
      flipPointer(transaction, 'image_embedding@2', 'promote', 'test', clock()),
    );
  try {
    const asked = { ids: ['moving'], signals: ['ocr', 'image_embedding'] };
    const then = await lookUp({ ...asked, asOf: before.toISOString() });
    expect(then.versions).toEqual({ ocr: 1, image_embedding: 1 });
    expect(then.items[0]?.signals.ocr).toMatchObject({ value: ocrValueOf('first') });
    expect(then.items[0]?.signals.image_embedding).toMatchObject({ status: 'ok' });
    const now = await lookUp(asked);
    expect(now.versions).toEqual({ ocr: 1, image_embedding: 2 });
    expect(now.items[0]?.signals.ocr).toMatchObject({ value: ocrValueOf('second') });
    expect(now.items[0]?.signals.image_embedding).toEqual({ status: 'absent' });
  } finally {
    await db
      .transaction()
      .execute((transaction) =>
        flipPointer(transaction, 'image_embedding@1', 'rollback', 'test', clock()),
      );
  }
});

test('POST /v1/signals/lookup never mixes versions while the pointer flips under its readers', async () => {
  const { db } = served.context;
  const dims = {
    1: vectorOf('image_embedding@1', 0).length,
    2: vectorOf('image_embedding@2', 0).length,
  };
  let flipping = true;
  const flips = (async () => {
    for (const version of [2, 1, 2, 1, 2, 1] as const) {
      await db
        .transaction()
        .execute((transaction) =>
          flipPointer(transaction, `image_embedding@${version}`, 'promote', 'test', Date.now()),
        );
    }
    flipping = false;
  })();
  const seen = new Set<number>();
  do {
    const { versions, items } = await lookUp({
      ids: ids.slice(0, 3),
      signals: ['image_embedding'],
    });
    const version = z.union([z.literal(1), z.literal(2)]).parse(versions.image_embedding);
    seen.add(version);
    for (const { signals } of items) {
      expect(embeddingSchema.parse(signals.image_embedding).value.vector).toHaveLength(
        dims[version],
      );
    }
  } while (flipping || !seen.has(1));
  await flips;
});

const refusals: readonly (readonly [string, object, number, string, RegExp])[] = [
  ['an unknown signal', { signals: ['ocrs'] }, 400, 'unknown-signal', /image_embedding.*ocr/],
  ['an unknown version', { signals: ['ocr@9'] }, 400, 'unknown-version', /There are: ocr@1/],
  ['a version never computed', { signals: ['crop_embedding@2'] }, 404, 'not-computed', /backfill/],
  [
    'too many ids',
    { ids: Array(1001).fill('a') },
    400,
    'too-many-ids',
    /at most 1000 ids, got 1001/,
  ],
  ['no ids', { ids: [] }, 400, 'invalid-request', /ids/],
  ['no signals', { signals: [] }, 400, 'invalid-request', /signals/],
  ['an empty id', { ids: [''] }, 400, 'invalid-request', /ids\.0/],
  ['a time that is none', { asOf: 'yesterday' }, 400, 'invalid-request', /asOf/],
  ['a time to come', { asOf: '2999-01-01T00:00:00Z' }, 400, 'as-of-in-future', /in the past/],
  [
    'a time that is forgotten',
    { asOf: '2001-01-01T00:00:00Z' },
    410,
    'history-forgotten',
    /HISTORY_DAYS/,
  ],
  ['a word that it does not know', { limit: 3 }, 400, 'invalid-request', /limit/],
];
test.each(refusals)(
  'POST /v1/signals/lookup refuses %s',
  async (_, change, status, code, detail) => {
    const response = await post({ ids: ['a'], signals: ['ocr'], ...change });
    const problem = await problemOf(response);
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.detail).toMatch(detail);
  },
);

test('POST /v1/signals/lookup refuses bytes of several signals, or of one that is no embedding', async () => {
  const accept = { accept: 'application/octet-stream' };
  const codeOf = async (signals: string[]) =>
    (await problemOf(await post({ ids: ['a'], signals }, accept))).code;
  expect(await codeOf(['ocr', 'image_embedding'])).toBe('one-signal');
  expect(await codeOf(['ocr'])).toBe('no-embedding');
});

test('POST /v1/signals/lookup lets a key read what its consumer declares, and the ledger holds it', async () => {
  const { db } = served.context;
  const now = Date.now();
  await registerConsumer(
    db,
    { name: 'feed', owner: 'ads', purpose: 'ranking', signals: ['ocr', 'image_embedding@2'] },
    now,
  );
  const { secret } = await issueKey(
    db,
    'feed',
    { scopes: ['signals:read'], expiresInDays: 1 },
    now,
  );
  const ask = async (signals: string[], headers = {}) => {
    const response = await post(
      { ids: ['a', 'abstaining', 'nowhere'], signals },
      { authorization: `Bearer ${secret}`, ...headers },
    );
    return response.status === 200 ? 200 : (await problemOf(response)).code;
  };
  expect(await ask(['ocr', 'image_embedding@2'])).toBe(200);
  expect(await ask(['ocr'])).toBe(200);
  expect(await ask(['image_embedding@2'], { accept: 'application/octet-stream' })).toBe(200);
  expect(await ask(['image_embedding@1'])).toBe('signal-not-declared');
  expect(await ask(['ocr', 'topics'])).toBe('signal-not-declared');
  const reads = await readsOf(db, 'feed', { days: 1, now: Date.now() });
  expect(reads).toMatchObject([
    { signal: 'image_embedding', version: 2, reads: 2, items: 2 },
    { signal: 'ocr', version: 1, reads: 2, items: 4 },
  ]);
});

test('POST /v1/signals/lookup reads an item whose rows were removed as absent', async () => {
  const { db, signals } = served.context;
  await addItems(db, ['removed']);
  await write(signals, 'ocr@1', [record('removed', ocrValueOf('x'))]);
  const table = await tableOf(signals, 'ocr@1');
  await table.remove(['removed']);
  const { items } = await lookUp({ ids: ['removed'], signals: ['ocr'] });
  expect(items).toEqual([{ id: 'removed', signals: { ocr: { status: 'absent' } } }]);
});
