import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import type { ProblemsTable } from '../../storage/postgres/tables/runs.ts';

export async function addProblems(
  db: Database,
  run: string,
  problems: readonly Omit<ProblemsTable, 'run'>[],
): Promise<void> {
  if (problems.length === 0) return;
  await db
    .insertInto('problems')
    .values(problems.map((problem) => ({ run, ...problem })))
    .execute();
}

export async function countListed(
  db: Database,
  run: string,
  counts: { readonly listed: number; readonly unchanged: number; readonly due: number },
): Promise<void> {
  await db
    .updateTable('runs')
    .set((eb) => ({
      listed: eb('listed', '+', counts.listed),
      unchanged: eb('unchanged', '+', counts.unchanged),
      due: eb('due', '+', counts.due),
    }))
    .where('id', '=', run)
    .execute();
}

/** Runs whose source was listed and that have not ended. */
export async function listRunning(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('runs').select('id').where('state', '=', 'running').execute();
  return rows.map(({ id }) => id);
}

/** Whether every shard of a fully listed run is finished. */
export async function isExtracted(db: Database, run: string): Promise<boolean> {
  const { rows } = await sql<{ extracted: boolean }>`
    select state = 'running' and not exists (
      select from shards where run = ${run} and finished_at is null
    ) as extracted
    from runs where id = ${run}`.execute(db);
  return rows[0]?.extracted ?? false;
}

export async function endRun(
  db: Database,
  run: string,
  end: { readonly state: 'done' | 'failed' | 'interrupted'; readonly error?: string },
  now: number,
): Promise<void> {
  await db
    .updateTable('runs')
    .set({ state: end.state, error: end.error ?? null, ended_at: new Date(now) })
    .where('id', '=', run)
    .execute();
}
