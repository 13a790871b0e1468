import { sql } from 'kysely';
import { latest, type ChangesPage, type ChangeType } from '../contracts/changes.ts';
import type { Database } from '../storage/postgres/database.ts';
import { decodeCursor, encodeCursor, origin, type Cursor, type Position } from './cursor.ts';
import { eventOf, type EventRow } from './event.ts';
import { beginAnew, endOf, getLog, logOf, logQuery, type Log, type LogRow } from './log.ts';
import { requireKept } from './require-kept.ts';

/** Which events: of these types; and, of those about a signal, of these signals. */
export interface ChangeFilter {
  readonly types?: readonly ChangeType[] | undefined;
  readonly signals?: readonly string[] | undefined;
}

export interface ReadChanges extends ChangeFilter {
  /** A cursor; `latest` for none of what is there; without one all that is kept. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A part of the log. */
export interface LogPage extends ChangesPage {
  /** Whether nothing followed it when it was read. */
  readonly isEnd: boolean;
}

/**
 * The events after a cursor, oldest first, without gaps. Numbers from a sequence are given before
 * a transaction commits: a reader who has seen 8 would pass over a 7 that commits later. So events
 * are ordered by the number of their transaction first, and only those below every transaction that
 * still runs (`pg_snapshot_xmin`) are seen: nothing can come in between any more. A transaction that
 * stays open, in whichever database of the cluster, holds the log back; it loses nothing.
 *
 * @throws input `invalid-cursor`, `cursor-of-another-log`; gone `cursor-expired`
 */
export async function readChanges(db: Database, options: ReadChanges): Promise<LogPage> {
  const { after, limit } = options;
  if (after === latest) {
    const log = await getLog(db);
    return { events: [], next: cursorAt(log, endOf(log)), isEnd: true };
  }
  const cursor = after === undefined ? undefined : decodeCursor(after);
  const { log, rows } = await readRows(db, cursor ?? origin, options);
  if (cursor) requireKept(cursor, log);
  const last = rows.at(-1);
  const isEnd = last === undefined || rows.length < limit;
  return {
    events: rows.map((row) => eventOf(row, log.id)),
    next: cursorAt(log, isEnd ? endOf(log) : last),
    isEnd,
  };
}

function cursorAt({ id }: Log, { xid, seq }: Position): string {
  return encodeCursor({ log: id, xid, seq } satisfies Cursor);
}

interface Rows {
  readonly log: Log;
  readonly rows: readonly EventRow[];
}

/** In one statement, so that what is said of the log is true of the rows. */
async function readRows(
  db: Database,
  from: Position,
  { limit, types, signals }: ReadChanges,
): Promise<Rows> {
  const ofTypes = types ? sql`and type = any(${types}::text[])` : sql``;
  const ofSignals = signals ? sql`and (signal is null or signal = any(${signals}::text[]))` : sql``;
  for (;;) {
    const { rows } = await sql<LogRow & (EventRow | Record<keyof EventRow, null>)>`
      select log.*, page.* from (${logQuery}) log
      left join lateral (
        select xid, seq, type, subject, data, at from changes
        where (xid, seq) > (${from.xid}::xid8, ${from.seq}::bigint) and xid < log.horizon
          ${ofTypes} ${ofSignals}
        order by xid, seq limit ${limit}
      ) page on true
      order by page.xid, page.seq
    `.execute(db);
    const [first] = rows;
    if (first) return { log: logOf(first), rows: rows.filter((row) => row.xid !== null) };
    await beginAnew(db);
  }
}
