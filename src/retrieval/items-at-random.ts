import { sql } from 'kysely';
import type { Database } from '../storage/postgres/database.ts';

export interface DrawnItem {
  readonly id: string;
  readonly quality: number | null;
}

/** The last place of the catalogue, in the order in which items came; undefined where it is empty. */
export async function lastPosition(db: Database): Promise<number | undefined> {
  const { rows } = await sql<{ last: string | null }>`
    select max(position) as last from items`.execute(db);
  const last = rows[0]?.last;
  return last === null || last === undefined ? undefined : Number(last);
}

/**
 * Items drawn from the catalogue up to a place, each once and in the order of drawing: fewer than
 * `count` where several draws are of the same. The same numbers draw the same from the same catalogue.
 *
 * @param random Numbers in [0, 1).
 */
export async function itemsAtRandom(
  count: number,
  random: () => number,
  upTo: number,
  db: Database,
): Promise<DrawnItem[]> {
  const { rows: bounds } = await sql<{ first: string | null }>`
    select min(position) as first from items`.execute(db);
  const first = Number(bounds[0]?.first ?? 0);
  const places = Array.from({ length: count }, () =>
    Math.floor(first + random() * (upTo - first + 1)),
  );
  const { rows } = await sql<DrawnItem>`
    select item.id, item.quality
    from unnest(${places}::bigint[]) with ordinality as drawn (place, draw)
    cross join lateral (
      select id, quality from items where position >= drawn.place and position <= ${upTo}
      order by position limit 1
    ) as item
    order by drawn.draw`.execute(db);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
