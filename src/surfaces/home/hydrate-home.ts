import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import type { Hydrated } from '../pipeline/candidate.ts';
import type { UserModel } from './user-model.ts';

/** Candidates with the time when their items were last read anew. */
export async function withTimes<Of extends Hydrated>(
  candidates: readonly Of[],
  db: Database,
): Promise<(Of & { readonly readAt: Date })[]> {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'read_at'])
    .where(sql<boolean>`id = any(${candidates.map(({ id }) => id)}::text[])`)
    .execute();
  const times = new Map(rows.map(({ id, read_at: at }) => [id, at]));
  return candidates.flatMap((candidate) => {
    const readAt = times.get(candidate.id);
    return readAt ? [{ ...candidate, readAt }] : [];
  });
}

/** The clusters of near-duplicates of the items that make a person's interests. */
export async function clustersOf(
  { interests }: Pick<UserModel, 'interests'>,
  db: Database,
): Promise<ReadonlySet<string>> {
  const items = interests.flatMap((interest) => interest.items.map(({ item }) => item));
  const rows = await db
    .selectFrom('items')
    .select('cluster')
    .distinct()
    .where(sql<boolean>`id = any(${items}::text[])`)
    .where('cluster', 'is not', null)
    .execute();
  return new Set(rows.flatMap(({ cluster }) => cluster ?? []));
}
