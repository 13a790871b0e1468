import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/**
 * Digests of the blobs that something uses: assets of items, and what shards of a plan computed
 * that is still to be committed.
 *
 * @param among Only these; all without.
 */
export async function usedDigests(
  db: Database,
  among?: readonly string[],
): Promise<ReadonlySet<string>> {
  const only = among ? sql`where digest = any(${among}::text[])` : sql``;
  const { rows } = await sql<{ digest: string }>`
    select distinct digest from (
      select asset ->> 'digest' as digest from items, jsonb_array_elements(assets) as asset
      union all
      select staged from backfill_shards join backfills on backfills.id = backfill
      where staged is not null and state = 'external' and finished_at is null
    ) as used ${only}`.execute(db);
  return new Set(rows.map(({ digest }) => digest));
}
