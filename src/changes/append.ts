import { storableJson } from '../base/storable-json.ts';
import type { Change } from '../contracts/changes.ts';
import type { Database } from '../storage/postgres/database.ts';
import { boundedChanges } from './bounded.ts';
import { signalOf, subjectOf } from './subject.ts';

/** Rows of one statement; PostgreSQL takes 65,535 parameters. */
const batchSize = 1000;

/**
 * Writes events into the log in the caller's transaction, in the order given, so that they are
 * there exactly if the change is. Lists of items are cut into events of bounded size.
 *
 * Readers see the events of one transaction together and in order. Between transactions the order
 * is that of their first write, not of their commits: one that must come after another on the same
 * object locks the object before it writes anything.
 */
export async function appendChanges(
  transaction: Database,
  changes: readonly Change[],
): Promise<void> {
  const rows = changes.flatMap(boundedChanges).map((change) => ({
    type: change.type,
    signal: signalOf(change) ?? null,
    subject: subjectOf(change) ?? null,
    data: storableJson(change.data),
  }));
  for (let start = 0; start < rows.length; start += batchSize) {
    await transaction
      .insertInto('changes')
      .values(rows.slice(start, start + batchSize))
      .execute();
  }
}
