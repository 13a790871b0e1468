import type { Selectable } from 'kysely';
import { messageOf } from '../../base/errors.ts';
import { modelsTrainedOn } from '../../models/trained-on.ts';
import type { DeletionsTable } from '../../storage/postgres/tables/deletions.ts';
import { withAdvisoryLock } from '../../storage/postgres/with-advisory-lock.ts';
import { clusterWithout } from '../cluster/cluster.ts';
import { clearDiskCache } from '../online/disk-cache.ts';
import { clearAllDropped } from '../versions/clear-dropped.ts';
import { addRemoved } from './add-removed.ts';
import { eraseSignals } from './erase-signals.ts';
import { forgetRows } from './forget-rows.ts';
import { releaseRow } from './release-row.ts';
import { contentsNear } from './contents-near.ts';
import { rewriteStaged } from './rewrite-staged.ts';
import type { DeletionStores } from './stores.ts';
import { sweepBlobs } from './sweep-blobs.ts';
import { sweepIndexes } from './sweep-indexes.ts';
import { sweepThumbnails } from './sweep-thumbnails.ts';

export interface FinishOptions {
  /** How long those who began to read signals before may go on; see `SignalTable.erase`. */
  readonly graceMs?: number;
  /** Told before each step, in words. */
  readonly onStep?: (step: string) => void;
}

/** Any number that all processes agree on. */
const lock = 4_417_302_915;

/** Items deleted together: the tables of signals are written anew once for all of them. */
const batchSize = 50;

/**
 * Deletes everywhere what was ordered to be deleted and is not yet, by whomever: one process at a
 * time. Each step may be done again, and all are for an item that a killed process had begun with.
 *
 * @throws What a step throws; its deletions say so (`error`) and stay to be finished.
 */
export async function finishDeletions(
  stores: DeletionStores,
  options: FinishOptions = {},
): Promise<void> {
  await withAdvisoryLock(stores.databaseUrl, lock, async () => {
    for (;;) {
      const open = await findOpen(stores.db);
      if (open.length === 0) return;
      try {
        await finishBatch(open, stores, options);
      } catch (error) {
        await noteError(open, messageOf(error), stores.db);
        throw error;
      }
    }
  });
}

interface Open extends Selectable<DeletionsTable> {
  readonly item: string;
}

async function findOpen(db: DeletionStores['db']): Promise<Open[]> {
  const rows = await db
    .selectFrom('deletions')
    .selectAll()
    .where('state', '=', 'deleting')
    .orderBy('requested_at')
    .limit(batchSize)
    .execute();
  return rows.flatMap(({ item, ...row }) => (item === null ? [] : [{ ...row, item }]));
}

async function finishBatch(
  ordered: readonly Open[],
  stores: DeletionStores,
  { graceMs, onStep = () => undefined }: FinishOptions,
): Promise<void> {
  const { db, clock } = stores;
  onStep('the catalogue');
  for (const { id, item } of ordered) await releaseRow(id, item, db);
  const items = ordered.map(({ item }) => item);
  const ids = ordered.map(({ id }) => id);
  const open = (await findOpen(db)).filter(({ id }) => ids.includes(id));
  onStep('clusters of near-duplicates');
  await clusterWithout(await contentsNear(open, db), stores);
  onStep('all versions of all signals');
  await clearAllDropped(stores);
  const signalRows = await eraseSignals(items, stores.signals, graceMs);
  for (const { id, item } of open) {
    await addRemoved(db, id, { signalRows: signalRows.get(item) ?? 0 });
  }
  onStep('what shards have computed and is not committed');
  await rewriteStaged(items, stores);
  onStep('events, problems and waiting work');
  for (const { id, item, found_by: by } of open) {
    await addRemoved(db, id, await forgetRows(db, item, { origins: by?.origins ?? [] }));
  }
  onStep('blobs, thumbnails and kept results');
  const { blobs } = await sweepBlobs(stores, clock());
  const thumbnails = await sweepThumbnails(stores.home.thumbnails, db);
  await clearDiskCache(stores.home.computed);
  onStep('saved indexes');
  await sweepIndexes(stores.home.indexes, db);
  for (const { id, found_by: by } of open) {
    const own = [...new Set(by?.digests)];
    const sum = (counts: ReadonlyMap<string, number>) =>
      own.reduce((total, digest) => total + (counts.get(digest) ?? 0), 0);
    await addRemoved(db, id, {
      blobs: own.filter((digest) => blobs.has(digest)).length,
      bytes: sum(blobs),
      thumbnails: sum(thumbnails),
    });
  }
  onStep('models that were trained on it');
  for (const { id, item_hash: hash } of open) {
    const models = await modelsTrainedOn(hash, stores.home.models);
    await db
      .updateTable('deletions')
      .set({ models, state: 'done', ended_at: new Date(clock()) })
      .set({ item: null, found_by: null, error: null })
      .where('id', '=', id)
      .execute();
  }
}

async function noteError(
  open: readonly Open[],
  error: string,
  db: DeletionStores['db'],
): Promise<void> {
  const ids = open.map(({ id }) => id);
  await db.updateTable('deletions').set({ error }).where('id', 'in', ids).execute();
}
