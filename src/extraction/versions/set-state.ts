import { sql } from 'kysely';
import { appendChanges } from '../../changes/append.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { StoredVersionState } from '../../storage/postgres/tables/signal-versions.ts';

/** Holds whatever changes the versions of a signal until the transaction ends. */
export async function lockSignal(transaction: Database, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signal ${name}`}, 0))`.execute(
    transaction,
  );
}

/** Records the state of a version and tells of it. */
export async function setState(
  transaction: Database,
  ref: SignalRef,
  state: StoredVersionState,
  now: number,
  endOfLife: Date | null = null,
): Promise<void> {
  const { name: signal, version } = versionOf(ref);
  const values = { state, since: new Date(now), end_of_life: endOfLife };
  await transaction
    .insertInto('signal_versions')
    .values({ signal, version, ...values })
    .onConflict((oc) => oc.columns(['signal', 'version']).doUpdateSet(values))
    .execute();
  await appendChanges(transaction, [
    { type: 'understory.signal.version.changed.v1', data: { signal, version, state } },
  ]);
}
