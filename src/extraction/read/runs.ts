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

/** Runs that were fully listed and of which every shard is finished, but that have not ended. */
export async function listExtracted(db: Database): Promise<string[]> {
  const { rows } = await extractedRuns.execute(db);
  return rows.map(({ id }) => id);
}

/** The source of a run that was extracted, as `listExtracted` has it; undefined of others. */
export async function extractedSource(db: Database, run: string): Promise<string | undefined> {
  const { rows } = await sql<{ source: string }>`${extractedRuns} and id = ${run}`.execute(db);
  return rows[0]?.source;
}

const extractedRuns = sql<{ id: string }>`
  select id, source from runs where state = 'running' and not exists (
    select from shards where run = runs.id and finished_at is null
  )`;

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
