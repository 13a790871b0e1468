import type { JobPlan } from '../../contracts/jobs.ts';
import { versionOf } from '../../contracts/signal-ref.ts';
import { lockSignal, setState } from '../versions/set-state.ts';
import { readVersions } from '../versions/versions.ts';
import type { Stores } from '../stores.ts';
import { insertBackfill } from './backfills.ts';
import type { WorkPlan } from './plan.ts';

export interface BackfillOptions {
  /** Items a second of all workers together; undefined for no limit. */
  readonly rate?: number;
  readonly by: string;
  /** What it was estimated to take, kept to hold what it takes against it. */
  readonly plan?: JobPlan;
  /** Computed by `worker run-shard` from a plan, by no queue. */
  readonly external?: boolean;
}

/**
 * Begins a planned backfill. From now on fresh content is computed for the version as well, so that
 * it is whole once the backfill is. Any workshop takes its shards.
 *
 * @returns The id of the job.
 * @throws conflict `backfill-active`
 */
export async function beginBackfill(
  { ref, bytes, shards }: WorkPlan,
  { rate, by, plan, external = false }: BackfillOptions,
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
): Promise<string> {
  const now = clock();
  return await db.transaction().execute(async (transaction) => {
    await lockSignal(transaction, versionOf(ref).name);
    const versions = await readVersions(transaction);
    for (const each of versions.registry.withInputs([ref])) {
      const state = versions.stateOf(each);
      if (state === 'defined' || state === 'dropped') {
        await setState(transaction, each, 'building', now);
      }
    }
    const state = external ? 'external' : 'running';
    const backfill = { kind: 'values', ref, state, bytes, shards, by } as const;
    return await insertBackfill(
      transaction,
      { ...backfill, ...(rate !== undefined && { rate }), ...(plan && { plan }) },
      now,
    );
  });
}
