import type { Card } from '../contracts/api.ts';
import type { Selectable } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';
import type { ItemsTable } from '../storage/postgres/tables/items.ts';

/** The columns of an item's row that a card shows. */
export const cardColumns = [
  'id',
  'title',
  'excerpt',
  'assets',
  'medium',
  'width',
  'height',
  'duration_seconds',
  'colour',
  'safety',
  'quality',
  'state',
] as const;

/** A row with the columns of a card. */
export type CardRow = Pick<Selectable<ItemsTable>, (typeof cardColumns)[number]>;

export function cardOf(row: CardRow): Card {
  return {
    id: row.id,
    title: row.title,
    medium: row.medium,
    asset: row.assets[0]?.digest ?? null,
    width: row.width,
    height: row.height,
    durationSeconds: row.duration_seconds,
    colour: row.colour,
    safety: row.safety,
    quality: row.quality,
    state: row.state,
    excerpt: row.excerpt,
  };
}

/** The cards of items by id; those that are not in the catalogue are left out. */
export async function findCards(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Card>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('items').select(cardColumns).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, cardOf(row)]));
}
