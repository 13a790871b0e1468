import type { Database } from '../../../storage/postgres/database.ts';
import { foundBy, type HomeCandidate } from '../home-candidate.ts';

/** The items that came last, up to a place of the catalogue, the newest first. */
export async function findFresh(
  count: number,
  upTo: number,
  db: Database,
): Promise<HomeCandidate[]> {
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('position', '<=', String(upTo))
    .orderBy('position', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ id }, at) =>
    foundBy('fresh', id, 'new here', { name: 'newness', value: 1 - at / count }),
  );
}
