import { conflict } from '../base/errors.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import type { Stores } from '../extraction/stores.ts';
import { readVersions, type VersionState } from '../extraction/versions/versions.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { beginSummary } from './begin-summary.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { flipPointer, type Flip } from './flip-pointer.ts';

export interface PromoteOptions {
  readonly by: string;
  /** Share of the items that must be covered, 0..1: what the contract promises. */
  readonly coverage: number;
  /** Checks the values against the contract and says what is broken, one line each. */
  readonly findBroken: (ref: SignalRef) => Promise<readonly string[]>;
  /** Promotes with broken expectations; never an incomplete version. */
  readonly acceptBroken?: boolean;
}

export interface Promotion extends Flip {
  readonly coverage: Coverage;
  readonly broken: readonly string[];
  /** The job that brings what the catalogue is browsed by up to the version. */
  readonly job: string | undefined;
}

const promotable: ReadonlySet<VersionState> = new Set(['building', 'kept', 'deprecated']);

/**
 * Makes a version the live one, once it covers the catalogue and keeps its contract: builds its
 * index, then flips the pointer in one transaction.
 *
 * @throws conflict `already-live`, `not-computed`, `incomplete-version` (with what is missing),
 *   `broken-expectations`.
 */
export async function promote(
  ref: SignalRef,
  { by, coverage: promised, findBroken, acceptBroken = false }: PromoteOptions,
  stores: Pick<Stores, 'db' | 'signals' | 'clock'>,
): Promise<Promotion> {
  const state = (await readVersions(stores.db)).stateOf(ref);
  if (state === 'live') throw conflict('already-live', `${ref} is the live version already.`);
  const coverage = await coverageOf(ref, stores);
  if (!promotable.has(state)) {
    throw conflict(
      'not-computed',
      `${ref} is ${state}: of ${coverage.items} items ${coverage.covered} have it. ` +
        `\`understory signals backfill ${ref}\` computes it.`,
    );
  }
  requireCoverage(ref, coverage, promised);
  const broken = await findBroken(ref);
  if (broken.length > 0 && !acceptBroken) {
    throw conflict(
      'broken-expectations',
      `${ref} does not keep its contract: ${broken.join('; ')}. Mend it, or promote it all the same with ` +
        '--accept-broken.',
    );
  }
  const table = await tableOf(stores.signals, ref);
  await table.compact();
  const now = stores.clock();
  return await stores.db.transaction().execute(async (transaction) => ({
    ...(await flipPointer(transaction, ref, 'promote', by, now)),
    coverage,
    broken,
    job: await beginSummary(transaction, ref, by, now),
  }));
}

function requireCoverage(ref: SignalRef, coverage: Coverage, promised: number): void {
  const { items, covered, missing } = coverage;
  if (covered >= items * promised) return;
  const { name } = versionOf(ref);
  throw conflict(
    'incomplete-version',
    `${ref} covers ${covered} of ${items} items, ${((100 * covered) / Math.max(1, items)).toFixed(1)} %; ` +
      `the contract of ${name} promises ${100 * promised} %. Missing are ${missing.join(', ')}` +
      `${items - covered > missing.length ? ' and others' : ''}: \`understory signals backfill ${ref}\`.`,
  );
}
