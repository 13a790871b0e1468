import { conflict, inputError } from '../../base/errors.ts';
import type { PlanFile } from '../../contracts/backfill-plan.ts';
import { passGate } from '../deletion/gate.ts';
import { findDeleted } from '../deletion/tombstones.ts';
import type { Stores } from '../stores.ts';
import { requireModels } from '../versions/require-models.ts';
import { readVersions, type Versions } from '../versions/versions.ts';
import type { ExtractionPools } from '../workers/pools.ts';
import { requireBackfill } from './backfills.ts';
import { completeBackfill } from './complete.ts';
import { pagesOfItems } from './pages.ts';
import { computeItems, requireSameDefinition } from './run-shard.ts';
import { releaseStaged } from './release-staged.ts';
import { putStaged, readStaged, type StagedItem } from './staged-blob.ts';
import { workOf } from './shard-work.ts';
import { storeBackfilled, type BackfilledItem } from './store-computed.ts';

const groupSize = 64;

/**
 * Computes one shard of a plan and keeps what it says aside, to be committed with the others: the
 * tables are written by one process, however many computed.
 *
 * @returns How many items were computed.
 * @throws input `no-shard`; conflict `other-definition`, `job-state`
 */
export async function stageShard(
  plan: PlanFile,
  number: number,
  stores: Stores,
  pools: ExtractionPools,
): Promise<number> {
  const shard = plan.shards.find((each) => each.number === number);
  if (!shard) {
    throw inputError(
      'no-shard',
      `The plan has shards 0 to ${plan.shards.length - 1}, not ${number}.`,
    );
  }
  const { registry } = await requireExternal(plan, stores);
  await requireModels(registry.withInputs([plan.ref]), registry, pools.modelsFolder);
  const computed: BackfilledItem[] = [];
  for await (const items of pagesOfItems(stores.db, groupSize, shard)) {
    computed.push(...(await computeItems(items, plan.ref, stores, { pools, registry })));
  }
  const staged = computed.map(({ item, input, due, digests, findings }) => {
    return { id: item.id, input, due, digests, findings };
  });
  await stores.db.transaction().execute(async (transaction) => {
    await passGate(transaction);
    const deleted = await findDeleted(
      transaction,
      staged.map(({ id }) => id),
    );
    const left = staged.filter(({ id }) => !deleted.has(id));
    await transaction
      .updateTable('backfill_shards')
      .set({ staged: await putStaged(left, stores.blobs), ...workOf(computed) })
      .where('backfill', '=', plan.job)
      .where('number', '=', number)
      .where('finished_at', 'is', null)
      .execute();
  });
  return computed.length;
}

export interface CommittedPlan {
  readonly stored: number;
  /** Items that changed or went after they were computed: fresh content is computed by itself. */
  readonly leftOut: number;
}

/**
 * Stores what the shards of a plan computed. Doing it again, or after a process died in it, comes
 * to the same end.
 *
 * @throws conflict `shards-missing`, naming those that are still to be run.
 */
export async function commitPlan(plan: PlanFile, stores: Stores): Promise<CommittedPlan> {
  const { db, clock } = stores;
  await requireExternal(plan, stores);
  const shards = await db
    .selectFrom('backfill_shards')
    .selectAll()
    .where('backfill', '=', plan.job)
    .orderBy('number')
    .execute();
  const missing = shards.filter(({ staged, finished_at: at }) => staged === null && at === null);
  if (missing.length > 0) {
    const numbers = missing.map(({ number }) => number);
    throw conflict(
      'shards-missing',
      `${missing.length} of ${shards.length} shards were not computed yet: ${numbers.slice(0, 20).join(', ')}` +
        `${numbers.length > 20 ? ', …' : ''}. Run each by \`understory worker run-shard --plan FILE --shard K\`.`,
    );
  }
  for (const { number, items, staged, finished_at: at } of shards) {
    if (at !== null || staged === null) continue;
    const computed = (await readStagedOf(plan.job, number, stores)).map(({ id, ...each }) => ({
      ...each,
      item: { id },
    }));
    const done = await storeBackfilled(computed, stores);
    await db
      .updateTable('backfill_shards')
      .set({ done, left_out: Math.max(0, items - done), finished_at: new Date(clock()) })
      .where('backfill', '=', plan.job)
      .where('number', '=', number)
      .execute();
  }
  await completeBackfill(plan.job, stores);
  await releaseStaged(stores);
  const ended = await db
    .selectFrom('backfill_shards')
    .select((eb) => [
      eb.fn.sum<string>('done').as('done'),
      eb.fn.sum<string>('left_out').as('left'),
    ])
    .where('backfill', '=', plan.job)
    .executeTakeFirst();
  return { stored: Number(ended?.done ?? 0), leftOut: Number(ended?.left ?? 0) };
}

/** A deletion may have taken items out of it since the shards were listed. */
async function readStagedOf(
  job: string,
  number: number,
  { db, blobs }: Stores,
): Promise<StagedItem[]> {
  const { staged } = await db
    .selectFrom('backfill_shards')
    .select('staged')
    .where('backfill', '=', job)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return staged === null ? [] : await readStaged(staged, blobs);
}

async function requireExternal(
  { job, ref, definition }: PlanFile,
  { db }: Stores,
): Promise<Versions> {
  const versions = await readVersions(db);
  requireSameDefinition(ref, definition, versions.registry);
  const { state } = await requireBackfill(db, job);
  if (state === 'external') return versions;
  throw conflict(
    'job-state',
    `The job of this plan is ${state}: a plan that was committed or cancelled is run no more.`,
  );
}
