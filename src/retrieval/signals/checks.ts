import { sql } from 'kysely';
import type { SignalVersion } from '../../contracts/signal-ref.ts';
import type { RecordedCheck, VersionContract } from '../../contracts/signals-api.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** The last checks of a version, the newest first: of shards those that failed, of tables all. */
export async function readChecks(
  db: Database,
  { name, version }: SignalVersion,
  most: number,
): Promise<RecordedCheck[]> {
  const rows = await db
    .selectFrom('expectation_results')
    .selectAll()
    .where('signal', '=', name)
    .where('version', '=', version)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ expectation, at, scope, rows: checked, failing, measured, ok, examples }) => ({
    version,
    expectation,
    at: at.toISOString(),
    scope,
    rows: Number(checked),
    failing: Number(failing),
    measured,
    ok,
    examples,
  }));
}

type History = VersionContract['expectations'][number]['history'];

/** What shards wrote in the last hours in which they wrote any, by expectation, the oldest first. */
export async function readHistories(
  db: Database,
  { name, version }: SignalVersion,
  hours: number,
): Promise<ReadonlyMap<string, History>> {
  const { rows } = await sql<{ expectation: string; hour: Date; rows: string; failing: string }>`
    select expectation, hour, rows, failing from (
      select *, row_number() over (partition by expectation order by hour desc) as place
      from expectation_tallies where signal = ${name} and version = ${version}
    ) as ordered where place <= ${hours} order by hour`.execute(db);
  const histories = new Map<string, History>();
  for (const { expectation, hour, rows: checked, failing } of rows) {
    const history = histories.get(expectation) ?? [];
    histories.set(expectation, history);
    history.push({ at: hour.toISOString(), rows: Number(checked), failing: Number(failing) });
  }
  return histories;
}
