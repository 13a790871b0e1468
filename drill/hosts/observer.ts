import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What can be seen at the database of who does what. */
export interface Observer {
  /** Whether the tables are there, of which the first process makes those that it needs. */
  isMade(): Promise<boolean>;
  /** Whether that process has begun shards of this job that it has not ended. */
  holdsShard(job: string, pid: number): Promise<boolean>;
  /** How many shards of this job that process has ended, since then if said. */
  shardsOf(job: string, pid: number, since?: number): Promise<number>;
  /**
   * How many sessions the database keeps of that address; of presences only, if said. Those that
   * were cut off before they had said who they are hold nothing, and end after a minute.
   */
  sessionsOf(address: string, presences?: boolean): Promise<number>;
  /** In words, what those sessions do. */
  describeSessions(address: string): Promise<string>;
  /** One number. */
  count(query: string): Promise<number>;
  close(): Promise<void>;
}

export async function openObserver(url: string): Promise<Observer> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const count = async (query: string, values: unknown[] = []) => {
    const { rows } = await pool.query<{ n: number }>(query, values);
    return rows[0]?.n ?? 0;
  };
  const ofShards = `select count(*)::int as n from dbos.workflow_status
    where name = $1 and split_part(executor_id, ':', 2) = $2`;
  return {
    isMade: async () =>
      (await count(
        "select count(*)::int as n from pg_tables where schemaname = 'dbos' and tablename = 'workflow_status'",
      )) > 0,
    holdsShard: async (job, pid) =>
      (await count(`${ofShards} and status = 'PENDING'`, [job, String(pid)])) > 0,
    shardsOf: (job, pid, since = 0) =>
      count(`${ofShards} and status = 'SUCCESS' and completed_at > $3`, [job, String(pid), since]),
    sessionsOf: (address, presences = false) =>
      count(
        `select count(*)::int as n from pg_stat_activity where client_addr = $1::inet
         and state is distinct from 'starting' and (not $2 or application_name = 'understory presence')`,
        [address, presences],
      ),
    async describeSessions(address) {
      const { rows } = await pool.query<{ text: string }>(
        `select concat_ws(' ', application_name, state, wait_event, now() - state_change, left(query, 80)) as text
         from pg_stat_activity where client_addr = $1::inet`,
        [address],
      );
      return rows.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join('; ');
    },
    count,
    close: () => pool.end(),
  };
}

/** Waits until something is so, and gives how long that took, in seconds. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  limitSeconds: number,
): Promise<number> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  while (!(await isSo())) {
    if (seconds() > limitSeconds) throw new Error(`${what}: not within ${limitSeconds} s`);
    await sleep(200);
  }
  return seconds();
}
