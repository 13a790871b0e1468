import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import type { FoundBy } from '../../storage/postgres/tables/deletions.ts';

interface Deleted {
  readonly item: string;
  readonly found_by: FoundBy | null;
}

/** What deleted items showed, and what the items show whose cluster is built around one of them. */
export async function contentsNear(deleted: readonly Deleted[], db: Database): Promise<string[]> {
  const own = deleted.flatMap(({ found_by: by }) => by?.contents ?? []);
  const items = deleted.map(({ item }) => item);
  const { rows } = await sql<{ content: string }>`
    select distinct content from items
    where cluster = any(${items}::text[]) and content is not null`.execute(db);
  return [...new Set([...own, ...rows.map(({ content }) => content)])];
}
