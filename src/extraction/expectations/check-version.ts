import { UnderstoryError } from '../../base/errors.ts';
import type { CheckResult } from '../../contracts/expectation.ts';
import { refOf, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { fullContractOf } from '../../signals/contract/full-contract.ts';
import { createCheck } from '../../signals/expectations/check.ts';
import type { Counts } from '../../signals/expectations/distribution.ts';
import { nameOfExpectation } from '../../signals/expectations/expectation-words.ts';
import type { SignalTable } from '../../storage/lance/signal-table.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { passGate } from '../deletion/gate.ts';
import { findDeleted } from '../deletion/tombstones.ts';
import { readLookupTimes } from '../metrics/lookup-times.ts';
import { sampleVersion } from '../metrics/sample.ts';
import type { Stores } from '../stores.ts';
import { readVersions, type Versions } from '../versions/versions.ts';
import { readBaselines } from './baselines.ts';
import { checkPromises } from './check-promises.ts';
import { storeResults, type CheckOf } from './store-results.ts';

/**
 * Holds the whole table of a version to all that its contract says: that it has the columns, what
 * is expected of its rows, and its promises. Distributions are compared with those of the live
 * version where this is another, else with what its own were when it was last checked. The results
 * are kept, and a sample of its metrics with them.
 */
export async function checkVersion(
  ref: SignalRef,
  stores: Pick<Stores, 'db' | 'signals' | 'clock'>,
): Promise<CheckResult[]> {
  const { db, signals, clock } = stores;
  const versions = await readVersions(db);
  const { expectations, promises } = fullContractOf(ref, versions.registry);
  const table = await openTable(ref, signals);
  if (!('scan' in table)) {
    await storeWithoutDeleted(db, [{ ref, checked: table }], clock());
    return [table];
  }
  const before = await measureOf(ref, versions, stores);
  const checks = expectations.map((expectation) => {
    const counts = before(nameOfExpectation(expectation));
    return createCheck(expectation, counts ? { before: counts } : {});
  });
  for await (const rows of table.scan()) {
    for (const row of rows) for (const check of checks) check.add(row);
  }
  const lookups = await readLookupTimes(db, clock());
  const results: CheckOf[] = [
    { ref, checked: { ...schemaHead, ...nothing, ok: true } },
    ...checks.map((check) => ({ ref, checked: check.result(), counts: check.counts?.() })),
    ...checkPromises(promises, await sampleVersion(ref, stores), lookups.get(ref)).map(
      (checked) => ({ ref, checked }),
    ),
  ];
  await storeWithoutDeleted(db, results, clock());
  return results.map(({ checked }) => checked);
}

/** Rows that were read a moment ago may be of items that were deleted since. */
async function storeWithoutDeleted(
  db: Stores['db'],
  results: readonly CheckOf[],
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await passGate(transaction);
    const named = results.flatMap(({ checked }) => checked.examples.map(({ item }) => item));
    const deleted = await findDeleted(transaction, named);
    const left = results.map(({ checked, ...result }) => ({
      ...result,
      checked: {
        ...checked,
        examples: checked.examples.filter(({ item }) => !deleted.has(item)),
      },
    }));
    await storeResults(transaction, left, 'table', now);
  });
}

const nothing = { rows: 0, failing: 0, measured: null, examples: [] };

const schemaHead = {
  expectation: 'schema',
  expected: 'the table has the columns that the contract says',
};

/** The table, or why there is none that the contract speaks of. */
async function openTable(
  ref: SignalRef,
  signals: Stores['signals'],
): Promise<SignalTable | CheckResult> {
  try {
    return await tableOf(signals, ref);
  } catch (error) {
    if (!(error instanceof UnderstoryError) || error.code !== 'table-contradicts-schema')
      throw error;
    const examples = [{ item: '', part: '', got: error.message }];
    return { ...schemaHead, ...nothing, failing: 1, ok: false, examples };
  }
}

/** What distributions are compared with, by expectation. */
async function measureOf(
  ref: SignalRef,
  { live: liveOf, registry }: Versions,
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): Promise<(expectation: string) => Counts | undefined> {
  const live = liveOf(versionOf(ref).name);
  const { name, version } = versionOf(live);
  if (refOf(name, version) === ref) {
    const baselines = await readBaselines(db, [ref], registry);
    return (expectation) => baselines(ref, expectation);
  }
  const distributions = fullContractOf(live, registry)
    .expectations.filter(({ expect }) => expect === 'distribution')
    .map((expectation) => createCheck(expectation));
  if (distributions.length === 0) return () => undefined;
  for await (const rows of (await tableOf(signals, live)).scan("status = 'ok'")) {
    for (const row of rows) for (const check of distributions) check.add(row);
  }
  const found = new Map(
    distributions.map((check) => [check.result().expectation, check.counts?.()]),
  );
  return (expectation) => found.get(expectation);
}
