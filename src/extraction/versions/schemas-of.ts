import type { z } from 'zod';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { readVersions } from './versions.ts';

/**
 * Gives the schema of the values of a version to the store that makes their tables. A recipe may be
 * younger than the store, so that it is looked up when its table is opened.
 */
export function schemasOf(db: Database): (ref: SignalRef) => Promise<z.ZodObject> {
  return async (ref) => (await readVersions(db)).registry.schemaOf(ref);
}
