import type { Versions } from '../../extraction/versions/versions.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { contentOf, readComparedValues } from './content.ts';
import type { AdContent } from './features/vector.ts';

/** What ads are judged by; those that are not in the catalogue are left out. */
export async function readAds(
  ids: readonly string[],
  versions: Versions,
  { db, signals }: Pick<VectorStores, 'db' | 'signals'>,
): Promise<ReadonlyMap<string, AdContent>> {
  if (ids.length === 0) return new Map();
  const [rows, values] = await Promise.all([
    db
      .selectFrom('items')
      .select(['id', 'text', 'attributes', 'quality', 'read_at'])
      .where('id', 'in', ids)
      .execute(),
    readComparedValues(ids, versions, signals),
  ]);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...contentOf(row, values.get(row.id) ?? {}, versions),
        quality: row.quality,
        readAt: row.read_at,
      },
    ]),
  );
}
