import type { Home } from '../../base/home.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import { listIndexedVersions, removeIndexes } from '../../storage/indexes/indexed-versions.ts';
import type { Stores } from '../stores.ts';
import { lockSignal } from './set-state.ts';
import { readVersions } from './versions.ts';

export interface DroppedStores extends Pick<Stores, 'db' | 'signals'> {
  readonly home: Pick<Home, 'indexes'>;
}

/**
 * Takes away what a version that was dropped has left: its table with the history, and on this
 * machine its saved indexes. Nobody begins to compute it anew meanwhile; of one that somebody has
 * begun to compute nothing goes.
 *
 * @returns Whether it is a dropped one.
 */
export async function clearDropped(
  ref: SignalRef,
  { db, signals, home }: DroppedStores,
): Promise<boolean> {
  const { name, version } = versionOf(ref);
  return await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, name);
    if ((await readVersions(transaction)).stateOf(ref) !== 'dropped') return false;
    await signals.dropTable(name, version);
    await removeIndexes(home.indexes, ref);
    return true;
  });
}

/**
 * Takes away what dropped versions have left where a process died at it, where an index was being
 * built meanwhile, and on this machine where another one dropped them.
 *
 * @returns Of how many versions there was something.
 */
export async function clearAllDropped(stores: DroppedStores): Promise<number> {
  const { db, signals, home } = stores;
  const { stateOf } = await readVersions(db);
  const left = new Set([
    ...(await signals.listTables()),
    ...(await listIndexedVersions(home.indexes)),
  ]);
  let cleared = 0;
  for (const ref of left) {
    if (stateOf(ref) === 'dropped' && (await clearDropped(ref, stores))) cleared += 1;
  }
  return cleared;
}
