import { randomUUID } from 'node:crypto';
import { messageOf } from '../../base/errors.ts';
import type { Listed, ListedItem, ListedProblem, Source } from '../../ingest/listed.ts';
import { removeItems } from '../remove-items.ts';
import type { Stores } from '../stores.ts';
import { collectItems } from './collect-items.ts';
import { addProblems, countListed, endRun } from './runs.ts';
import { createSharder, type EnqueueShard } from './sharder.ts';

export interface ReadOptions {
  /** Remove items of this source that it does not list any more. */
  readonly prune: boolean;
  /** The process that lists, by its presence. */
  readonly process: string;
}

export interface ReadEffects {
  readonly enqueueShard: EnqueueShard;
  /** Called when all shards of a run may be finished. */
  readonly completeRun: (run: string) => Promise<void>;
}

/** Items looked at together: one query for what is known of them. */
const batchSize = 64;

/** A batch that is slow to fill, such as one of URLs, goes ahead with what it has. */
const batchWaitMs = 500;

/** Registers a run before anything of it is read, so that it is seen from its first moment. */
export async function beginRun(
  source: Source,
  { process }: ReadOptions,
  { db }: Stores,
): Promise<string> {
  const id = randomUUID();
  const { name, title } = source;
  await db
    .insertInto('runs')
    .values({ id, source: name, title, state: 'listing', process })
    .execute();
  return id;
}

/**
 * Lists a source into the catalogue and queues what is due in shards, which begin to be computed
 * while the listing goes on. Listing again from the start after an interruption changes nothing
 * that was done.
 */
export async function listSource(
  source: Source,
  run: string,
  { prune }: ReadOptions,
  stores: Stores,
  { enqueueShard, completeRun }: ReadEffects,
): Promise<void> {
  const { db } = stores;
  try {
    const sharder = createSharder(run, stores, enqueueShard);
    for await (const batch of inBatches(source.list())) {
      const items = batch.filter((listed): listed is ListedItem => listed.kind === 'item');
      const problems = batch.filter((listed): listed is ListedProblem => listed.kind === 'problem');
      await addProblems(db, run, problems.map(rowOf));
      const { due, unchanged } = await collectItems(items, source.name, run, stores);
      await countListed(db, run, { listed: batch.length, unchanged, due: due.length });
      await sharder.add(due);
    }
    await sharder.flush();
    if (prune) await removeUnseen(source.name, run, stores);
    await db.updateTable('runs').set({ state: 'running' }).where('id', '=', run).execute();
    await completeRun(run);
  } catch (error) {
    await endRun(db, run, { state: 'failed', error: messageOf(error) }, stores.clock());
    throw error;
  }
}

function rowOf({ id, origin, code, message }: ListedProblem) {
  return { origin, item: id ?? null, code, message };
}

async function removeUnseen(source: string, run: string, stores: Stores): Promise<void> {
  const unseen = await stores.db
    .selectFrom('items')
    .select('id')
    .where('source', '=', source)
    .where('seen_run', '<>', run)
    .execute();
  await removeItems(
    unseen.map(({ id }) => id),
    stores,
  );
  await stores.db
    .updateTable('runs')
    .set({ removed: unseen.length })
    .where('id', '=', run)
    .execute();
}

async function* inBatches(listing: AsyncIterable<Listed>): AsyncIterable<Listed[]> {
  let batch: Listed[] = [];
  let begun = Date.now();
  for await (const listed of listing) {
    batch.push(listed);
    if (batch.length < batchSize && Date.now() - begun < batchWaitMs) continue;
    yield batch;
    batch = [];
    begun = Date.now();
  }
  if (batch.length > 0) yield batch;
}
