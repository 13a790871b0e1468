import { sql } from 'kysely';
import type { Job, JobDetail } from '../../contracts/jobs.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { itemsPerSecond, remainingSeconds } from '../work-rate.ts';
import { requireBackfill, type BackfillRow } from './backfills.ts';

interface Progress {
  readonly backfill: string;
  readonly shards: number;
  readonly finished: number;
  readonly done: number;
  readonly left_out: number;
  readonly failed: number;
  readonly cpu_ms: number;
  readonly items_per_second: number;
}

export async function listJobs(db: Database, limit = 50): Promise<Job[]> {
  const rows = await db
    .selectFrom('backfills')
    .selectAll()
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  const progress = await progressOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => viewOf(row, progress.get(row.id)));
}

/** @throws not-found `no-job` */
export async function findJob(db: Database, id: string): Promise<Job> {
  const row = await requireBackfill(db, id);
  return viewOf(row, (await progressOf(db, [id])).get(id));
}

/** @throws not-found `no-job` */
export async function findJobDetail(db: Database, id: string): Promise<JobDetail> {
  const job = await findJob(db, id);
  const shards = await db
    .selectFrom('backfill_shards')
    .selectAll()
    .where('backfill', '=', id)
    .orderBy('number')
    .execute();
  return {
    ...job,
    shardList: shards.map(
      ({ number, items, done, left_out: leftOut, error, staged, ...shard }) => ({
        number,
        items,
        done,
        leftOut,
        error,
        staged: staged !== null,
        finishedAt: shard.finished_at?.toISOString() ?? null,
      }),
    ),
  };
}

function viewOf(row: BackfillRow, progress: Progress | undefined): Job {
  const done = progress?.done ?? 0;
  const leftOut = progress?.left_out ?? 0;
  const failed = progress?.failed ?? 0;
  const rate = progress?.items_per_second ?? 0;
  const left = row.items - done - leftOut - failed;
  return {
    id: row.id,
    kind: row.kind,
    signal: row.signal,
    version: row.version,
    state: row.state,
    items: row.items,
    bytes: Number(row.bytes),
    plan: row.plan,
    done,
    leftOut,
    failed,
    shards: progress?.shards ?? 0,
    shardsDone: progress?.finished ?? 0,
    cpuSeconds: (progress?.cpu_ms ?? 0) / 1000,
    itemsPerSecond: rate,
    remainingSeconds: remainingSeconds(left, rate, row.state === 'running'),
    rate: row.rate,
    by: row.created_by,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

const rateOfBackfill = itemsPerSecond({
  items: sql.ref('done'),
  finishedAt: sql.ref('finished_at'),
  lastAt: sql.ref('last.at'),
  begunAt: sql`min(backfills.created_at)`,
});

async function progressOf(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Progress>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Progress>`
    with last as (
      select backfill, max(finished_at) as at from backfill_shards
      where backfill = any(${[...ids]}) group by backfill
    )
    select shards.backfill, count(*)::int as shards,
      count(finished_at) filter (where error is null)::int as finished,
      coalesce(sum(done), 0)::int as done, coalesce(sum(left_out), 0)::int as left_out,
      coalesce(sum(shards.items) filter (where error is not null), 0)::int as failed,
      coalesce(sum(cpu_ms), 0)::float8 as cpu_ms,
      ${rateOfBackfill} as items_per_second
    from backfill_shards as shards
    join backfills on backfills.id = shards.backfill
    left join last on last.backfill = shards.backfill
    where shards.backfill = any(${[...ids]})
    group by shards.backfill, last.at`.execute(db);
  return new Map(rows.map((row) => [row.backfill, row]));
}
