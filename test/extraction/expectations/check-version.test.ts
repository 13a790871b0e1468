import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SignalRef } from '../../../src/contracts/signal-ref.ts';
import { checkVersion } from '../../../src/extraction/expectations/check-version.ts';
import { forgetOldChecks } from '../../../src/extraction/expectations/forget-old-checks.ts';
import { sampleVersions } from '../../../src/extraction/metrics/sample.ts';
import { readSamples } from '../../../src/retrieval/signals/samples.ts';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import { builtInSignals } from '../../../src/signals/table.ts';
import { imageEmbeddingValue } from '../../../src/contracts/values.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { addItems, record, vectorOf, write } from '../../fixtures/signal-catalogue.ts';

let installation: Installation;
const ids = Array.from({ length: 40 }, (_, at) => `item ${at}`);

beforeAll(async () => {
  installation = await openInstallation();
  await addItems(installation.db, ids);
  await installation.db
    .updateTable('items')
    .set({ read_at: new Date(installation.clock()), computed_at: new Date(installation.clock()) })
    .execute();
}, 60_000);
afterAll(() => installation.close());

const check = async (ref: SignalRef) => await checkVersion(ref, installation);
const failuresOf = async (ref: SignalRef) => (await check(ref)).filter(({ ok }) => !ok);

test('checkVersion() finds nothing wrong with a whole table of what its contract says', async () => {
  const { signals } = installation;
  await write(
    signals,
    'image_embedding@1',
    ids.map((id, at) => record(id, { vector: vectorOf('image_embedding@1', at) })),
  );
  expect(await failuresOf('image_embedding@1')).toEqual([]);
});

test('checkVersion() names the rows that are not as expected, and keeps the result', async () => {
  const { signals, db } = installation;
  const stretched = vectorOf('image_embedding@1', 3).map((number) => number * 1.1);
  await write(signals, 'image_embedding@1', [record('item 3', { vector: stretched })]);
  const [failure, ...others] = await failuresOf('image_embedding@1');
  expect(others).toEqual([]);
  expect(failure).toMatchObject({ expectation: 'norm vector', failing: 1, rows: 40 });
  expect(failure?.examples).toEqual([
    { item: 'item 3', part: '', got: expect.stringMatching(/^1\.1/) },
  ]);
  const kept = await db
    .selectFrom('expectation_results')
    .selectAll()
    .where('expectation', '=', 'norm vector')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(kept).toMatchObject({
    signal: 'image_embedding',
    version: 1,
    scope: 'table',
    ok: false,
    examples: failure?.examples,
  });
});

test('checkVersion() finds items without rows, and how long those wait that are due', async () => {
  const { signals, db, time } = installation;
  await write(
    signals,
    'text_embedding@1',
    ids.slice(0, 30).map((id, at) => record(id, { vector: vectorOf('text_embedding@1', at) })),
  );
  expect(await failuresOf('text_embedding@1')).toEqual([
    expect.objectContaining({ expectation: 'coverage', measured: 0.75, failing: 10 }),
  ]);
  await db.updateTable('items').set({ state: 'pending' }).where('id', '=', 'item 0').execute();
  time.advance(86_400_000 * 2);
  const stale = await failuresOf('text_embedding@1');
  expect(stale.find(({ expectation }) => expectation === 'freshness')?.measured).toBeGreaterThan(
    86_400,
  );
  await db.updateTable('items').set({ state: 'done' }).execute();
});

const paletteOf = (name: string) => ({
  colours: [{ name, hex: '#000000', lab: [0, 0, 0], share: 1 }],
});

test('checkVersion() compares words with those of its last check', async () => {
  const { signals } = installation;
  const paint = async (colourOf: (at: number) => string) =>
    await write(
      signals,
      'palette@1',
      ids.map((id, at) => record(id, paletteOf(colourOf(at)))),
    );
  await paint((at) => (at % 2 === 0 ? 'red' : 'blue'));
  expect(await failuresOf('palette@1')).toEqual([]);
  await paint((at) => (at % 2 === 0 ? 'red' : 'teal'));
  expect(await failuresOf('palette@1')).toEqual([]);
  await paint(() => 'black');
  expect(await failuresOf('palette@1')).toEqual([
    expect.objectContaining({ expectation: 'distribution colours[].name', measured: 1 }),
  ]);
});

test('checkVersion() compares the words of another version with those of the live one', async () => {
  const { signals } = installation;
  const crops = async (ref: SignalRef, label: string) =>
    await write(
      signals,
      ref,
      ids.map((id, at) =>
        record(
          id,
          {
            label,
            score: 0.9,
            box: { x: 0, y: 0, width: 1, height: 1 },
            vector: vectorOf(ref, at),
          },
          { part: 'o0' },
        ),
      ),
    );
  await crops('crop_embedding@1', 'cat');
  await crops('crop_embedding@2', 'cat');
  expect(await failuresOf('crop_embedding@2')).toEqual([]);
  await crops('crop_embedding@2', 'dog');
  expect(await failuresOf('crop_embedding@2')).toEqual([
    expect.objectContaining({ expectation: 'distribution label', measured: 1 }),
  ]);
});

test('checkVersion() says what a table has that its contract contradicts', async () => {
  const { signals, home, db, clock } = installation;
  signals.close();
  const other = await openSignalStore(home.lance, {
    schemaOf: (ref) =>
      ref === 'image_embedding@2' ? imageEmbeddingValue : builtInSignals.schemaOf(ref),
  });
  await other.table('image_embedding', 2);
  other.close();
  const own = await openSignalStore(home.lance, { schemaOf: builtInSignals.schemaOf });
  const results = await checkVersion('image_embedding@2', { db, clock, signals: own });
  own.close();
  expect(results).toEqual([
    expect.objectContaining({
      expectation: 'schema',
      ok: false,
      examples: [{ item: '', part: '', got: expect.stringContaining('image_embedding-v2') }],
    }),
  ]);
});

test('sampleVersions() keeps coverage and freshness of every computed version', async () => {
  const { home, db, clock } = installation;
  const signals = await openSignalStore(home.lance, { schemaOf: builtInSignals.schemaOf });
  await sampleVersions({ db, clock, signals });
  const [sample] = (await readSamples(db, { name: 'crop_embedding', version: 1 }, 10)).slice(-1);
  signals.close();
  expect(sample).toMatchObject({
    items: 40,
    ok: 40,
    abstained: 0,
    failed: 0,
    coverage: 1,
    freshnessP50Seconds: 0,
    freshnessP99Seconds: 0,
  });
});

test('forgetOldChecks() keeps what distributions are compared with', async () => {
  const { db, time, clock } = installation;
  time.advance(86_400_000 * 100);
  await forgetOldChecks(db, clock());
  const left = await db.selectFrom('expectation_results').select(['counts', 'at']).execute();
  expect(left.length).toBeGreaterThan(0);
  expect(left.every(({ counts }) => counts !== null)).toBe(true);
});
