import { dayMs } from '../base/durations.ts';
import { conflict, inputError } from '../base/errors.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import { blockersOf, explainBlocker } from '../consumers/ledger/blockers.ts';
import { changeBackfill, findActive } from '../extraction/backfill/backfills.ts';
import { releaseStaged } from '../extraction/backfill/release-staged.ts';
import type { Stores } from '../extraction/stores.ts';
import { clearDropped, type DroppedStores } from '../extraction/versions/clear-dropped.ts';
import { lockSignal, setState } from '../extraction/versions/set-state.ts';
import { readVersions, type Versions } from '../extraction/versions/versions.ts';
import { nearDuplicatesContract } from '../signals/near-duplicates.ts';

/**
 * Says that a version ends: it is still read and computed until its end of life, and readers are
 * told by its contract, the catalogue of signals and the change feed.
 *
 * @param endOfLife Milliseconds since 1970, in the future.
 * @throws conflict `live-version`, `not-computed`; input `end-of-life`
 */
export async function deprecate(
  ref: SignalRef,
  endOfLife: number,
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, versionOf(ref).name);
    const state = (await readVersions(transaction)).stateOf(ref);
    if (state === 'live') throw liveVersion(ref, 'deprecated');
    if (state === 'defined' || state === 'dropped') {
      throw conflict('not-computed', `${ref} is ${state}: there is nothing to deprecate.`);
    }
    const now = clock();
    if (endOfLife <= now) {
      throw inputError(
        'end-of-life',
        'Expected an end of life in the future: `--end 30d` or a date.',
      );
    }
    await setState(transaction, ref, 'deprecated', now, new Date(endOfLife));
  });
}

export interface DropOptions {
  /** A version that was read in so many days is not dropped. */
  readonly days: number;
}

/**
 * Drops a version: its values and saved indexes are deleted, and a backfill of it is cancelled.
 * Refused while it is live, while another version that is computed is made from it or compared with
 * it, and while a consumer declares it or read it of late.
 *
 * @throws conflict `live-version`, `version-in-use` (naming what is made of it), `version-read`
 *   (naming who reads it), `not-computed`.
 */
export async function drop(
  ref: SignalRef,
  { days }: DropOptions,
  stores: DroppedStores & Pick<Stores, 'clock' | 'blobs'>,
): Promise<void> {
  const { db, clock } = stores;
  await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, versionOf(ref).name);
    const versions = await readVersions(transaction);
    const state = versions.stateOf(ref);
    if (state === 'live') throw liveVersion(ref, 'dropped');
    // A version by a recipe can be given up before it was computed; those of the program are code.
    if (state === 'defined' && versions.registry.recipeOf(ref) === undefined) {
      throw conflict('not-computed', `${ref} was never computed.`);
    }
    const users = dependentsOf(ref, versions);
    if (users.length > 0) {
      throw conflict(
        'version-in-use',
        `${ref} is what ${users.join(', ')} is made of or compared with.`,
      );
    }
    const blockers = await blockersOf(transaction, ref, { days, now: clock() });
    if (blockers.length > 0) {
      throw conflict(
        'version-read',
        `${ref} cannot be dropped while it is read: ${blockers.map(explainBlocker).join('; ')}. ` +
          `It can be once they declare another version and ${days} days have passed without a read.`,
      );
    }
    for (const kind of ['values', 'summary'] as const) {
      const active = await findActive(transaction, kind, ref);
      if (active) await changeBackfill(transaction, active.id, 'cancel', clock());
    }
    await setState(transaction, ref, 'dropped', clock());
  });
  await releaseStaged(stores);
  await clearDropped(ref, stores);
}

/** Versions still computed whose values come from this one, or lie in its space. */
function dependentsOf(ref: SignalRef, { maintained, live, registry }: Versions): SignalRef[] {
  const clusters = live(nearDuplicatesContract.name);
  return [...maintained, clusters].filter(
    (other) =>
      other !== ref &&
      (registry.contractOf(other).inputs.includes(ref) || registry.spaceOf(other) === ref),
  );
}

function liveVersion(ref: SignalRef, what: string) {
  const { name } = versionOf(ref);
  return conflict(
    'live-version',
    `${ref} is the live version of ${name} and cannot be ${what}: promote another one first.`,
  );
}

/** Milliseconds of `30d` or of a date, from now. */
export function parseEndOfLife(text: string, now: number): number {
  const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
  if (days !== undefined) return now + Number(days) * dayMs;
  const date = Date.parse(text);
  if (!Number.isNaN(date)) return date;
  throw inputError(
    'end-of-life',
    `Expected days like 30d, or a date like 2027-01-31; got "${text}".`,
  );
}
