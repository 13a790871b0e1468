import { sql } from 'kysely';
import { hourMs } from '../../base/durations.ts';
import { storableJson } from '../../base/storable-json.ts';
import type { CheckResult } from '../../contracts/expectation.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { Counts } from '../../signals/expectations/distribution.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** A check with the version that it was of. */
export interface CheckOf {
  readonly ref: SignalRef;
  readonly checked: CheckResult;
  /** Of a distribution in a whole table. */
  readonly counts?: Counts | undefined;
}

export async function storeResults(
  db: Database,
  checks: readonly CheckOf[],
  scope: 'shard' | 'table',
  now: number,
): Promise<void> {
  if (checks.length === 0) return;
  const rows = checks.map(({ ref, checked, counts }) => ({
    signal: versionOf(ref).name,
    version: versionOf(ref).version,
    expectation: checked.expectation,
    at: new Date(now),
    scope,
    rows: checked.rows,
    failing: checked.failing,
    measured: checked.measured,
    ok: checked.ok,
    examples: storableJson(checked.examples),
    counts: counts ? storableJson(counts) : null,
  }));
  await db.insertInto('expectation_results').values(rows).execute();
}

/** Adds to the tallies of this hour, in an order that all writers share so that none waits for ever. */
export async function addToTallies(
  db: Database,
  checks: readonly CheckOf[],
  now: number,
): Promise<void> {
  if (checks.length === 0) return;
  const ordered = checks.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const column = <T>(of: (check: CheckOf) => T) => ordered.map(of);
  await sql`
    insert into expectation_tallies (signal, version, expectation, hour, rows, failing)
    select signal, version, expectation, ${new Date(now - (now % hourMs))}, rows, failing
    from unnest(
      ${column(({ ref }) => versionOf(ref).name)}::text[],
      ${column(({ ref }) => versionOf(ref).version)}::integer[],
      ${column(({ checked }) => checked.expectation)}::text[],
      ${column(({ checked }) => checked.rows)}::bigint[],
      ${column(({ checked }) => checked.failing)}::bigint[]
    ) as added (signal, version, expectation, rows, failing)
    on conflict (signal, version, expectation, hour) do update set
      rows = expectation_tallies.rows + excluded.rows,
      failing = expectation_tallies.failing + excluded.failing
  `.execute(db);
}

function keyOf({ ref, checked }: CheckOf): string {
  return `${ref} ${checked.expectation}`;
}
