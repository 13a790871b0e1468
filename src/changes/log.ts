import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';
import type { Position } from './cursor.ts';

/** The log of a database. */
export interface Log {
  /** 32 random hex digits. */
  readonly id: string;
  /** The last place that is not kept any more. */
  readonly pruned: Position;
  /** Every event below this transaction can be seen, and none will come there any more. */
  readonly horizon: string;
  /** The last event that can be seen; before the first where there is none. */
  readonly last: Position;
}

export interface LogRow {
  readonly log: string;
  readonly pruned_xid: string;
  readonly pruned_seq: string;
  readonly horizon: string;
  readonly last_xid: string;
  readonly last_seq: string;
}

/** One row, or none where the log is of another cluster. */
export const logQuery = sql<LogRow>`
  select change_log.id as log, pruned_xid, pruned_seq,
    pg_snapshot_xmin(pg_current_snapshot()) as horizon,
    coalesce(last.xid, '0') as last_xid, coalesce(last.seq, 0) as last_seq
  from change_log
  left join lateral (
    select xid, seq from changes
    where xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid desc, seq desc limit 1
  ) last on true
  where system = (select system_identifier from pg_control_system())
`;

export function logOf(row: LogRow): Log {
  return {
    id: row.log,
    pruned: { xid: row.pruned_xid, seq: row.pruned_seq },
    horizon: row.horizon,
    last: { xid: row.last_xid, seq: row.last_seq },
  };
}

/** The log as it is now; one of another cluster, which a dump brought here, is begun anew first. */
export async function getLog(db: Database): Promise<Log> {
  for (;;) {
    const [row] = (await logQuery.execute(db)).rows;
    if (row) return logOf(row);
    await beginAnew(db);
  }
}

/** The place from which on everything is still to come. */
export function endOf({ horizon }: Log): Position {
  return { xid: horizon, seq: '0' };
}

/**
 * In another cluster the transactions are numbered anew, mostly lower: rows of before would stand
 * after, or never be seen. They are dropped, and cursors of before are refused as another log's.
 */
export async function beginAnew(db: Database): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql`
      select from change_log
      where system <> (select system_identifier from pg_control_system())
      for update
    `.execute(transaction);
    if (rows.length === 0) return;
    await transaction.deleteFrom('changes').execute();
    await sql`
      update change_log set
        id = replace(gen_random_uuid()::text, '-', ''),
        system = (select system_identifier from pg_control_system()),
        pruned_xid = '0', pruned_seq = 0
    `.execute(transaction);
  });
}
