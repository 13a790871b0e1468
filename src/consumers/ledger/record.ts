import { sql } from 'kysely';
import { hourMs } from '../../base/durations.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { prepared } from '../../storage/postgres/prepared.ts';

/** A version of a signal in an answer, with how many items of it the answer held. */
export interface SignalRead {
  readonly signal: string;
  readonly version: number;
  readonly items: number;
}

export interface LedgerEntry extends SignalRead {
  readonly consumer: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Notes in the ledger what a consumer is about to read. Await it before the answer is sent: then
 * nothing that was read is missing. A server's many answers at once go through `createLedger`.
 */
export async function recordReads(
  db: Database,
  consumer: string,
  reads: readonly SignalRead[],
  now: number,
): Promise<void> {
  await writeEntries(
    db,
    reads.map((read) => ({ ...read, consumer, at: now })),
  );
}

/**
 * Adds entries in one statement, whose commit does not wait for the disk: should PostgreSQL itself
 * be killed, counts of its last half second may be missing (three times `wal_writer_delay`), which is
 * no one's answer. That a consumer reads a version is then known from its reads before and after.
 */
export async function writeEntries(db: Database, entries: readonly LedgerEntry[]): Promise<void> {
  const rows = merged(entries);
  if (rows.length === 0) return;
  const column = <T>(of: (row: LedgerRow) => T) => rows.map(of);
  await addRows(
    db,
    column(({ consumer }) => consumer),
    column(({ signal }) => signal),
    column(({ version }) => version),
    column(({ hour }) => hour),
    column(({ reads }) => reads),
    column(({ items }) => items),
    column(({ at }) => new Date(at)),
  );
}

const addRows = prepared(
  'add_to_ledger',
  (
    db,
    consumers: readonly string[],
    signals: readonly string[],
    versions: readonly number[],
    hours: readonly Date[],
    reads: readonly number[],
    items: readonly number[],
    last: readonly Date[],
  ) =>
    sql`
    with settings as materialized (select set_config('synchronous_commit', 'off', true))
    insert into ledger (consumer, signal, version, hour, reads, items, last_at)
    select entry.* from settings, unnest(
      ${consumers}::text[], ${signals}::text[], ${versions}::integer[], ${hours}::timestamptz[],
      ${reads}::bigint[], ${items}::bigint[], ${last}::timestamptz[]
    ) as entry
    on conflict (consumer, signal, version, hour) do update set
      reads = ledger.reads + excluded.reads,
      items = ledger.items + excluded.items,
      last_at = greatest(ledger.last_at, excluded.last_at)
  `.compile(db),
);

interface LedgerRow extends LedgerEntry {
  readonly key: string;
  readonly hour: Date;
  readonly reads: number;
}

/**
 * A row for each row of the ledger, in an order that all writers share: two that write the same
 * rows in different orders would wait for each other for ever.
 */
function merged(entries: readonly LedgerEntry[]): LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const entry of entries) {
    const hour = entry.at - (entry.at % hourMs);
    const key = JSON.stringify([entry.consumer, entry.signal, entry.version, hour]);
    const { reads = 0, items = 0, at = 0 } = rows.get(key) ?? {};
    rows.set(key, {
      ...entry,
      key,
      hour: new Date(hour),
      reads: reads + 1,
      items: items + entry.items,
      at: Math.max(at, entry.at),
    });
  }
  return [...rows.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
