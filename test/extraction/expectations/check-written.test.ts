import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../../../src/contracts/outcome.ts';
import { checkVersion } from '../../../src/extraction/expectations/check-version.ts';
import { storeFindings } from '../../../src/extraction/records.ts';
import { readChecks, readHistories } from '../../../src/retrieval/signals/checks.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { createLogger } from '../../../src/base/log.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { addItems, vectorOf } from '../../fixtures/signal-catalogue.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
}, 60_000);
afterAll(() => installation.close());

const ref = 'image_embedding@1';

/** What a shard of these items would store, the outcome of each given. */
const shard = (outcomes: Readonly<Record<string, Outcome<unknown>>>) =>
  Object.entries(outcomes).map(([id, outcome]) => ({
    item: { id },
    isFirst: true,
    due: [ref] as const,
    digests: { [ref]: 'digest' },
    findings: [{ signal: ref, part: '', outcome, cpuMs: 1 } as const],
  }));

const ok = (vector: readonly number[]): Outcome<unknown> => ({ status: 'ok', value: { vector } });

test('storeFindings() writes what is not as expected all the same, and records who failed', async () => {
  const ids = Array.from({ length: 20 }, (_, at) => `item ${at}`);
  await addItems(installation.db, ids);
  const half = (vector: readonly number[]) => vector.map((number) => number / 2);
  const outcomes = ids.map((id, at) => {
    const vector = vectorOf(ref, at);
    return [id, ok(at < 12 ? half(vector) : vector)];
  });
  await storeFindings(shard(Object.fromEntries(outcomes)), installation, () => Promise.resolve());
  const table = await tableOf(installation.signals, ref);
  expect(await table.countByStatus('items')).toEqual({ ok: 20, abstained: 0, failed: 0 });

  const [check, ...others] = await readChecks(
    installation.db,
    { name: 'image_embedding', version: 1 },
    10,
  );
  expect(others).toEqual([]);
  expect(check).toMatchObject({
    scope: 'shard',
    expectation: 'norm vector',
    rows: 20,
    failing: 12,
    ok: false,
  });
  expect(check?.examples).toHaveLength(10);
  expect(check?.examples[0]).toEqual({
    item: 'item 0',
    part: '',
    got: expect.stringMatching(/^0\.5/),
  });
});

test('storeFindings() adds what shards wrote to the tallies of the hour', async () => {
  const version = { name: 'image_embedding', version: 1 } as const;
  installation.time.advance(3_600_000);
  await storeFindings(shard({ a: ok(vectorOf(ref, 1)) }), installation, () => Promise.resolve());
  await storeFindings(shard({ b: ok(vectorOf(ref, 2)) }), installation, () => Promise.resolve());
  const history = (await readHistories(installation.db, version, 10)).get('norm vector');
  expect(history?.map(({ rows, failing }) => [rows, failing])).toEqual([
    [20, 12],
    [2, 0],
  ]);
});

test('storeFindings() writes rows though they cannot be checked', async () => {
  const { signals, clock, db } = installation;
  const broken = db.withSchema('no_such_schema');
  const log = createLogger({ UNDERSTORY_LOG: 'silent' });
  await storeFindings(shard({ c: ok(vectorOf(ref, 3)) }), { signals, clock, log, db: broken }, () =>
    Promise.resolve(),
  );
  const table = await tableOf(signals, ref);
  expect(await table.recordsOf(['c'])).toHaveLength(1);
});

test('checkVersion() and shards agree about the same rows', async () => {
  const results = await checkVersion(ref, installation);
  expect(results.find(({ expectation }) => expectation === 'norm vector')).toMatchObject({
    rows: 23,
    failing: 12,
    ok: false,
  });
});
