import { conflict } from '../base/errors.ts';
import { refOf } from '../contracts/signal-ref.ts';
import type { SignalName } from '../contracts/values.ts';
import type { Stores } from '../extraction/stores.ts';
import { lockSignal } from '../extraction/versions/set-state.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import { previousVersion, readPointerChanges } from '../retrieval/signals/pointer.ts';
import { beginSummary } from './begin-summary.ts';
import { flipPointer, type Flip } from './flip-pointer.ts';

/**
 * Undoes the last promotion of a signal that was not undone yet: one flip of the pointer, since the
 * version before was kept and computed for fresh content ever since.
 *
 * @throws conflict `nothing-to-roll-back`, `version-gone`
 */
export async function rollback(
  name: SignalName,
  by: string,
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
): Promise<Flip> {
  return await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, name);
    const versions = await readVersions(transaction);
    const back = previousVersion(await readPointerChanges(transaction, name));
    if (back === undefined) {
      throw conflict(
        'nothing-to-roll-back',
        `${versions.live(name)} is live, and no promotion of ${name} is left to undo. To go forward, promote a version.`,
      );
    }
    const to = refOf(name, back);
    const state = versions.stateOf(to);
    if (state !== 'kept' && state !== 'deprecated') {
      throw conflict('version-gone', `${to} was live before, but is ${state} now.`);
    }
    const now = clock();
    const flip = await flipPointer(transaction, to, 'rollback', by, now);
    await beginSummary(transaction, to, by, now);
    return flip;
  });
}
