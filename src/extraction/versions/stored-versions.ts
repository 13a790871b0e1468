import type { SignalStoreOptions } from '../../storage/lance/signal-store.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { readVersions } from './versions.ts';

/**
 * What the store that makes the tables of versions asks of them: the schema of their values, and
 * whether they were dropped. A recipe may be younger than the store, and a version dropped since,
 * so that both are looked up when a table is opened.
 */
export function storedVersionsOf(
  db: Database,
): Required<Pick<SignalStoreOptions, 'schemaOf' | 'isDropped'>> {
  return {
    schemaOf: async (ref) => (await readVersions(db)).registry.schemaOf(ref),
    isDropped: async (ref) => (await readVersions(db)).stateOf(ref) === 'dropped',
  };
}
