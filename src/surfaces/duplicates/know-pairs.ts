import { fileOfPart } from '../../extraction/cluster/load-pictures.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { AskedContent } from './asked-content.ts';
import type { KnownPair, Pair } from './pair.ts';

/**
 * Gives pairs what the catalogue knows of their items, and joins those of the same two pictures. Of
 * items of the same files one speaks for all; those of the very files that are asked about are left
 * out: no step is needed to tell.
 */
export async function knowPairs(
  pairs: readonly Pair[],
  { content: own }: AskedContent,
  db: Database,
): Promise<KnownPair[]> {
  if (pairs.length === 0) return [];
  const rows = await db
    .selectFrom('items')
    .select(['id', 'content', 'assets'])
    .where('id', 'in', [...new Set(pairs.map(({ item }) => item))])
    .where('done_input', 'is not', null)
    .orderBy('id')
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const speakers = new Map<string, string>();
  for (const { id, content } of rows) {
    if (content !== null && !speakers.has(content)) speakers.set(content, id);
  }
  const known = new Map<string, KnownPair>();
  for (const pair of pairs) {
    const row = byId.get(pair.item);
    if (!row || row.content === null || row.content === own) continue;
    const file = fileOfPart(pair.part, row.assets);
    if (file === undefined) continue;
    const { content, assets } = row;
    const key = JSON.stringify([pair.picture, content, pair.part]);
    const item = speakers.get(content) ?? pair.item;
    known.set(key, { ...pair, ...known.get(key), item, content, file, assets });
  }
  return [...known.values()];
}
