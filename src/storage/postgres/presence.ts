import pg from 'pg';
import { presenceName } from './server.ts';

/**
 * A session held for as long as a process uses the database. Its advisory lock, which PostgreSQL
 * drops the moment the process dies, is how others know that the process still lives.
 */
export interface Presence {
  /** Unique to this process and start. */
  readonly process: string;
  /** Number of its session at the server. */
  readonly session: number;
  leave(): Promise<void>;
}

export async function announcePresence(url: string, process: string): Promise<Presence> {
  const client = new pg.Client({ connectionString: url, application_name: presenceName });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ session: number }>(
    'select pg_backend_pid() as session, pg_advisory_lock(hashtextextended($1, 0))',
    [process],
  );
  return { process, session: rows[0]?.session ?? 0, leave: () => client.end() };
}

/** Those of `processes` that hold no presence any more. */
export async function findDeparted(url: string, processes: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'understory' });
  await client.connect();
  try {
    const { rows } = await client.query<{ process: string }>(
      `select process from unnest($1::text[]) as process
       where not exists (
         select from pg_locks
         where locktype = 'advisory' and granted and objsubid = 1
           and database = (select oid from pg_database where datname = current_database())
           and (classid::bigint << 32 | objid::bigint) = hashtextextended(process, 0))`,
      [processes],
    );
    return rows.map((row) => row.process);
  } finally {
    await client.end();
  }
}
