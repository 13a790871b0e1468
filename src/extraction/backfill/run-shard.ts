import pLimit from 'p-limit';
import { conflict, messageOf } from '../../base/errors.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalRegistry } from '../../signals/registry.ts';
import { computeItem } from '../compute-item.ts';
import { requireModels } from '../versions/require-models.ts';
import { readVersions } from '../versions/versions.ts';
import { loadRecords } from '../records.ts';
import type { Stores } from '../stores.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import type { Bench } from '../workplace.ts';
import { definitionOf, refOfBackfill, requireBackfill } from './backfills.ts';
import { createYielding, keepRate } from './pace.ts';
import { pagesOfItems, type PlacedItem } from './pages.ts';
import { workOf, type ShardWork } from './shard-work.ts';
import { storeBackfilled, type BackfilledItem } from './store-computed.ts';
import { refreshSummaries } from './summaries.ts';

export interface BackfillShardInput {
  readonly backfill: string;
  readonly number: number;
  /** Shards queued before a pause are not those queued after it. */
  readonly epoch: number;
}

/** Items between two looks at whether the backfill was paused. */
const groupSize = 16;

/**
 * Computes one shard of a running backfill. Doing it twice, or after a process died in it, comes to
 * the same end: what is stored is due no more.
 */
export async function runBackfillShard(
  { backfill, number }: BackfillShardInput,
  stores: Stores,
  pools: ExtractionPools,
): Promise<void> {
  const { db } = stores;
  const { kind, definition, rate, ...row } = await requireBackfill(db, backfill);
  const ref = refOfBackfill(row);
  const shard = await findShard(db, backfill, number);
  const isWanted = async () => (await requireBackfill(db, backfill)).state === 'running';
  if (!shard || (shard.finished_at && shard.error === null) || !(await isWanted())) return;
  const { registry } = await readVersions(db);
  if (kind === 'values') {
    requireSameDefinition(ref, definition, registry);
    await requireModels(registry.withInputs([ref]), registry, pools.modelsFolder);
  }
  const range = { from: Number(shard.from_position), to: Number(shard.to_position) };
  const yieldToFresh = createYielding(db, isWanted);
  const computed: BackfilledItem[] = [];
  let summarised = 0;
  for await (const items of pagesOfItems(db, groupSize, range)) {
    await yieldToFresh();
    if (rate !== null) await keepRate(db, backfill, items.length, isWanted);
    if (!(await isWanted())) {
      // What was computed is not computed again when the backfill goes on.
      await storeBackfilled(computed, stores);
      return;
    }
    if (kind === 'values') {
      computed.push(...(await computeItems(items, ref, stores, { pools, registry }, yieldToFresh)));
    } else summarised += await summariseItems(items, ref, stores);
  }
  const done = summarised + (await storeBackfilled(computed, stores));
  await finishShard(db, backfill, number, {
    done,
    left_out: Math.max(0, shard.items - done),
    ...workOf(computed),
    error: null,
    finished_at: new Date(stores.clock()),
  });
}

async function summariseItems(
  items: readonly PlacedItem[],
  ref: SignalRef,
  stores: Stores,
): Promise<number> {
  const ids = items.map(({ id }) => id);
  await refreshSummaries(ids, [ref], stores);
  return ids.length;
}

/**
 * Computes what is due of a version, and of its inputs, of some items; those without are left out.
 *
 * @param beforeEach Awaited before an item is begun.
 */
export async function computeItems(
  items: readonly PlacedItem[],
  ref: SignalRef,
  stores: Stores,
  { pools, registry }: Bench,
  beforeEach: () => Promise<void> = async () => undefined,
): Promise<BackfilledItem[]> {
  const refs = registry.withInputs([ref]);
  const records = await loadRecords(
    items.map(({ id }) => id),
    refs,
    stores,
  );
  const limit = pLimit(pools.threads * 2 + 1);
  const computed = await Promise.all(
    items.map((item) =>
      limit(async () => {
        await beforeEach();
        const stored = records.get(item.id) ?? new Map();
        const work = { pools, registry, blobs: stores.blobs };
        return { ...(await computeItem(item, stored, refs, work)), input: item.input };
      }),
    ),
  );
  return computed.filter(({ due }) => due.length > 0);
}

/** Says of a shard that went wrong every time it was tried what is wrong with it. */
export async function failBackfillShard(
  { backfill, number }: BackfillShardInput,
  error: unknown,
  { db, clock, log }: Stores,
): Promise<void> {
  log.error({ backfill, number, error: messageOf(error) }, 'a shard of a backfill failed');
  await finishShard(db, backfill, number, {
    done: 0,
    left_out: 0,
    ...workOf([]),
    error: messageOf(error),
    finished_at: new Date(clock()),
  });
}

/** @throws conflict `other-definition` */
export function requireSameDefinition(
  ref: SignalRef,
  definition: string,
  registry: SignalRegistry,
): void {
  if (definitionOf(ref, registry) === definition) return;
  throw conflict(
    'other-definition',
    `This was planned for another definition of ${ref} than this program's: cancel it and plan it again, ` +
      'or run it by the program that planned it.',
  );
}

async function findShard(db: Stores['db'], backfill: string, number: number) {
  return await db
    .selectFrom('backfill_shards')
    .selectAll()
    .where('backfill', '=', backfill)
    .where('number', '=', number)
    .executeTakeFirst();
}

interface ShardEnd extends ShardWork {
  readonly done: number;
  readonly left_out: number;
  readonly error: string | null;
  readonly finished_at: Date;
}

async function finishShard(
  db: Stores['db'],
  backfill: string,
  number: number,
  end: ShardEnd,
): Promise<void> {
  await db
    .updateTable('backfill_shards')
    .set(end)
    .where('backfill', '=', backfill)
    .where('number', '=', number)
    .execute();
}
