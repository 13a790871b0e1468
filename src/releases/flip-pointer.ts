import { appendChanges } from '../changes/append.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import { lockSignal, setState } from '../extraction/versions/set-state.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import type { Database } from '../storage/postgres/database.ts';

export interface Flip {
  readonly from: SignalRef;
  readonly to: SignalRef;
}

/**
 * Makes a version the live one, in the caller's transaction: who reads sees the version before or
 * this one, never both. The one before is kept, and computed for fresh content, so that going back
 * finds it whole. One flip of a signal at a time.
 */
export async function flipPointer(
  transaction: Database,
  to: SignalRef,
  kind: 'promote' | 'rollback',
  by: string,
  now: number,
): Promise<Flip> {
  const { name, version } = versionOf(to);
  await lockSignal(transaction, name);
  const from = (await readVersions(transaction)).live(name);
  const before = versionOf(from);
  await setState(transaction, from, 'kept', now);
  await setState(transaction, to, 'live', now);
  await transaction
    .insertInto('pointer_changes')
    .values({
      signal: name,
      from_version: before.version,
      to_version: version,
      changed_by: by,
      kind,
      at: new Date(now),
    })
    .execute();
  const data = { signal: name, from: before.version, to: version, by };
  await appendChanges(transaction, [{ type: 'understory.signal.pointer.changed.v1', data }]);
  return { from, to };
}
