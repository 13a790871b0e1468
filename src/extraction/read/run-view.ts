import { sql, type Selectable } from 'kysely';
import type { Run, RunDetail } from '../../contracts/api.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ShardTally, SignalTally } from '../../storage/postgres/tables/shards.ts';
import type { RunsTable } from '../../storage/postgres/tables/runs.ts';
import { itemsPerSecond, remainingSeconds } from '../work-rate.ts';

type RunRow = Selectable<RunsTable>;

/** What the finished shards of a run add up to. */
interface Progress {
  readonly run: string;
  readonly done: number;
  readonly failed: number;
  /** Of its last minute of work. */
  readonly items_per_second: number;
}

export async function listRuns(db: Database, limit = 50): Promise<Run[]> {
  const rows = await db
    .selectFrom('runs')
    .selectAll()
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  const progress = await progressOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => viewOf(row, progress.get(row.id)));
}

export async function findRun(db: Database, id: string): Promise<Run | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  return viewOf(row, (await progressOf(db, [id])).get(id));
}

export async function findRunDetail(db: Database, id: string): Promise<RunDetail | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const [progress, signals, failures, throughput] = await Promise.all([
    progressOf(db, [id]),
    signalsOf(db, id),
    failuresOf(db, row),
    throughputOf(db, row),
  ]);
  return {
    ...viewOf(row, progress.get(id)),
    error: row.error,
    signals,
    failures,
    ...throughput,
  };
}

function viewOf(row: RunRow, progress: Progress | undefined): Run {
  const done = progress?.done ?? 0;
  const failed = progress?.failed ?? 0;
  const rate = progress?.items_per_second ?? 0;
  const live = row.state === 'listing' || row.state === 'running';
  return {
    id: row.id,
    source: row.title,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    listed: row.listed,
    unchanged: row.unchanged,
    due: row.due,
    done,
    failed,
    removed: row.removed,
    itemsPerSecond: rate,
    remainingSeconds: remainingSeconds(row.due - done - failed, rate, live),
  };
}

const rateOfRun = itemsPerSecond({
  items: sql`done + failed`,
  finishedAt: sql.ref('finished_at'),
  lastAt: sql.ref('last.at'),
  begunAt: sql`min(runs.started_at)`,
});

async function progressOf(
  db: Database,
  runs: readonly string[],
): Promise<ReadonlyMap<string, Progress>> {
  if (runs.length === 0) return new Map();
  const { rows } = await sql<Progress>`
    with last as (
      select run, max(finished_at) as at from shards where run = any(${runs}) group by run
    )
    select shards.run, sum(done)::int as done, sum(failed)::int as failed,
      ${rateOfRun} as items_per_second
    from shards
    join runs on runs.id = shards.run
    join last on last.run = shards.run
    where finished_at is not null
    group by shards.run, last.at`.execute(db);
  return new Map(rows.map((row) => [row.run, row]));
}

async function signalsOf(db: Database, run: string): Promise<RunDetail['signals']> {
  const rows = await db
    .selectFrom('shards')
    .select('signals')
    .where('run', '=', run)
    .where('signals', 'is not', null)
    .execute();
  const total = new Map<string, SignalTally>();
  for (const { signals } of rows) {
    for (const [ref, tally] of Object.entries(signals ?? ({} as ShardTally))) {
      total.set(ref, addTallies(total.get(ref), tally));
    }
  }
  return [...total].map(([signal, tally]) => ({ signal, ...tally }));
}

function addTallies(before: SignalTally | undefined, more: SignalTally): SignalTally {
  if (!before) return more;
  return {
    ok: before.ok + more.ok,
    abstained: before.abstained + more.abstained,
    failed: before.failed + more.failed,
    cpuMs: before.cpuMs + more.cpuMs,
  };
}

/** Items and rows of the source that failed, the ones as they stand now. */
async function failuresOf(db: Database, { id }: RunRow): Promise<RunDetail['failures']> {
  const { rows } = await sql<{ code: string; item: string; message: string; total: string }>`
    select code, item, message, total from (
      select code, item, message,
             count(*) over (partition by code) as total,
             row_number() over (partition by code order by item) as rank
      from (
        select failure_code as code, id as item, failure_message as message
        from items where seen_run = ${id} and state = 'failed'
        union all
        select code, coalesce(item, origin), message from problems where run = ${id}
      ) as failed
    ) as ranked
    where rank <= 5 order by total desc, code, item`.execute(db);
  const byCode = new Map<string, RunDetail['failures'][number]>();
  for (const { code, item, message, total } of rows) {
    const failure = byCode.get(code) ?? { code, count: Number(total), examples: [] };
    failure.examples.push({ id: item, message });
    byCode.set(code, failure);
  }
  return [...byCode.values()];
}

/** Bars of the throughput chart, at most this many. */
const intervals = 60;

async function throughputOf(
  db: Database,
  row: RunRow,
): Promise<Pick<RunDetail, 'throughput' | 'intervalSeconds'>> {
  const finished = await db
    .selectFrom('shards')
    .select(['done', 'failed', 'finished_at'])
    .where('run', '=', row.id)
    .where('finished_at', 'is not', null)
    .execute();
  const begun = row.started_at.getTime();
  const seconds = finished.map(({ finished_at: at }) => ((at?.getTime() ?? begun) - begun) / 1000);
  const intervalSeconds = Math.max(5, Math.ceil(Math.max(0, ...seconds) / intervals));
  const throughput: number[] = [];
  for (const [index, { done, failed }] of finished.entries()) {
    const interval = Math.floor((seconds[index] ?? 0) / intervalSeconds);
    throughput[interval] = (throughput[interval] ?? 0) + (done ?? 0) + (failed ?? 0);
  }
  return { throughput: Array.from(throughput, (count) => count ?? 0), intervalSeconds };
}
