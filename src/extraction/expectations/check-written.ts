import { messageOf } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import { fullContractOf } from '../../signals/contract/full-contract.ts';
import { createCheck, type CheckedRow } from '../../signals/expectations/check.ts';
import { nameOfExpectation } from '../../signals/expectations/expectation-words.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import type { Stores } from '../stores.ts';
import { readVersions } from '../versions/versions.ts';
import { readBaselines, type Baselines } from './baselines.ts';
import { addToTallies, storeResults, type CheckOf } from './store-results.ts';

/** What a shard wrote of one version. */
export interface Written {
  readonly ref: SignalRef;
  /** Those that it was due of. */
  readonly items: readonly string[];
  readonly records: readonly CheckedRow[];
}

/**
 * Holds what a shard wrote to what its signals promise. What fails is recorded with examples and
 * logged, and nothing more: rows that are unlike what was expected are written all the same, and a
 * check that cannot be made stops no shard.
 */
export async function checkWritten(
  written: readonly Written[],
  { db, log, clock }: Pick<Stores, 'db' | 'log' | 'clock'>,
): Promise<void> {
  if (written.length === 0) return;
  try {
    const { registry } = await readVersions(db);
    const before = await readBaselines(
      db,
      written.map(({ ref }) => ref),
      registry,
    );
    const checks = written.flatMap((each) => checksOf(each, before, registry));
    const failing = checks.filter(({ checked }) => !checked.ok);
    for (const { ref, checked } of failing) {
      const { expectation, expected, rows, failing: wrong, measured } = checked;
      const told = { signal: ref, expectation, expected, rows, failing: wrong, measured };
      log.warn(told, 'a shard wrote what its signal does not promise');
    }
    await addToTallies(db, checks, clock());
    await storeResults(db, failing, 'shard', clock());
  } catch (error) {
    log.error({ error: messageOf(error) }, 'what a shard wrote could not be checked');
  }
}

function checksOf(
  { ref, items, records }: Written,
  before: Baselines,
  registry: SignalRegistry,
): CheckOf[] {
  return fullContractOf(ref, registry).expectations.map((expectation) => {
    const counts = before(ref, nameOfExpectation(expectation));
    const check = createCheck(expectation, { items, ...(counts && { before: counts }) });
    for (const record of records) check.add(record);
    return { ref, checked: check.result() };
  });
}
