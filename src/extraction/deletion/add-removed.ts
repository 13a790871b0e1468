import { sql } from 'kysely';
import type { Removed } from '../../contracts/deletions.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** Adds to what the audit of a deletion says was taken away. */
export async function addRemoved(
  db: Database,
  deletion: string,
  removed: Partial<Removed>,
): Promise<void> {
  await sql`
    update deletions set removed = deletions.removed || (
      select jsonb_object_agg(key, coalesce((deletions.removed ->> key)::bigint, 0) + value::bigint)
      from jsonb_each_text(${JSON.stringify(removed)}::jsonb)
    ) where id = ${deletion}`.execute(db);
}
