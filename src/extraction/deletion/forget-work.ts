import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

interface WorkRow {
  readonly text: string;
}

/** Where the job engine keeps what a job was given, what it gave, and what it threw. */
const places = [
  { table: 'workflow_status', columns: ['inputs', 'output', 'error'] },
  { table: 'workflow_input', columns: ['inputs'] },
  { table: 'workflow_output', columns: ['output', 'error'] },
  { table: 'operation_outputs', columns: ['output', 'error'] },
] as const;

/**
 * Takes an item out of what jobs were given: a shard that is still waiting goes on without it. All
 * else that the job engine keeps of a job is searched as well.
 *
 * @returns How many rows had it.
 */
export async function forgetWork(db: Database, item: string): Promise<number> {
  let changed = 0;
  for (const { table, columns } of places) {
    const name = sql.table(`dbos.${table}`);
    const { rows: there } = await sql`select to_regclass(${`dbos.${table}`}) as found
      where to_regclass(${`dbos.${table}`}) is not null`.execute(db);
    if (there.length === 0) continue;
    for (const column of columns.map((each) => sql.ref(each))) {
      const { rows } = await sql<WorkRow>`
        select distinct ${column} as text from ${name}
        where position(${JSON.stringify(item)} in ${column}) > 0`.execute(db);
      for (const { text } of rows) {
        const { numAffectedRows } = await sql`
          update ${name} set ${column} = ${withoutItem(text, item)}
          where ${column} = ${text}`.execute(db);
        changed += Number(numAffectedRows ?? 0n);
      }
    }
  }
  return changed;
}

/** The JSON without the item in any list of items. */
export function withoutItem(json: string, item: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    key === 'items' && Array.isArray(value)
      ? value.filter((each: unknown) => each !== item)
      : value,
  );
}
