import { sql } from 'kysely';
import { cardColumns, cardOf } from '../../retrieval/card.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { Candidate, Hydrated } from '../pipeline/candidate.ts';

/** Gives candidates what the catalogue knows of them; those that are gone from it are left out. */
export async function hydrate<Of extends Candidate>(
  candidates: readonly Of[],
  db: Database,
): Promise<(Of & Hydrated)[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map(({ id }) => id);
  const rows = await db
    .selectFrom('items')
    .select([...cardColumns, 'cluster'])
    .where(sql<boolean>`id = any(${ids})`)
    .execute();
  const known = new Map(rows.map((row) => [row.id, { card: cardOf(row), cluster: row.cluster }]));
  return candidates.flatMap((candidate) => {
    const item = known.get(candidate.id);
    return item ? [{ ...candidate, ...item }] : [];
  });
}
