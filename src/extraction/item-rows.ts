import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Item } from '../contracts/item.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { ItemsTable } from '../storage/postgres/tables/items.ts';
import type { Summary } from './summary.ts';
import type { Failure } from './understand-picture.ts';

export type ItemRow = Selectable<ItemsTable>;

export function itemOf({ id, assets, text, attributes }: ItemRow): Item {
  return { id, assets, text, attributes };
}

/** This process, to the items that it begins. */
const self = randomUUID();

/**
 * Marks pending items as begun by this process, and gives them; those that are not pending are
 * left. An item counts an attempt for each process that began it, not for each shard: after a
 * process died its items may be in the shard that it had and in one of a read begun anew.
 */
export async function beginItems(db: Database, ids: readonly string[]): Promise<ItemRow[]> {
  if (ids.length === 0) return [];
  return await db.transaction().execute(async (transaction) => {
    const pending = await lockPending(transaction, ids);
    if (pending.size === 0) return [];
    return await transaction
      .updateTable('items')
      .set({
        attempts: sql<number>`attempts + (begun_by is distinct from ${self})::int`,
        begun_by: self,
      })
      .where('id', 'in', [...pending.keys()])
      .returningAll()
      .execute();
  });
}

/**
 * Holds the rows of those items that are pending until the transaction ends, and gives their
 * inputs by id. Rows are taken in one order, so that two transactions never wait for each other.
 */
export async function lockPending(
  transaction: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction
    .selectFrom('items')
    .select(['id', 'input'])
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ id, input }) => [id, input]));
}

/** A document of more words than this is refused by PostgreSQL (1 MiB with all four weights). */
const charactersSearched = 30_000;

/** Text as it is searched in: in lower case here, since the database may only know that of ASCII. */
function searchable(text: string): string {
  return text.slice(0, charactersSearched).toLowerCase();
}

/** What became of one item. */
export interface Finish {
  readonly row: ItemRow;
  readonly summary: Summary;
  readonly size?: { readonly width: number; readonly height: number };
  readonly durationSeconds?: number;
  readonly failure?: Failure;
}

/**
 * Records that an item was computed from the input that its row had when it was begun; one that
 * changed meanwhile stays pending.
 */
export async function finishItem(db: Database, finish: Finish, now: number): Promise<void> {
  const { row, summary, size, durationSeconds, failure } = finish;
  const { A, B, C, D } = summary.words;
  const vector = (words: string, weight: string) =>
    sql`setweight(to_tsvector('english', ${searchable(words)}), ${weight})`;
  await db
    .updateTable('items')
    .set({
      state: failure ? 'failed' : 'done',
      failure_code: failure?.code ?? null,
      failure_message: failure?.message ?? null,
      done_input: row.input,
      attempts: 0,
      computed_at: new Date(now),
      ...(size && size),
      ...(durationSeconds !== undefined && { duration_seconds: durationSeconds }),
      colour: summary.colour,
      safety: summary.safety,
      quality: summary.quality,
      facets: [...summary.facets],
      document: sql<string>`${vector(A, 'A')} || ${vector(B, 'B')} || ${vector(C, 'C')} || ${vector(D, 'D')}`,
    })
    .where('id', '=', row.id)
    .where('input', '=', row.input)
    .execute();
}

/** Gives up on an item without having computed anything. */
export async function failItem(
  db: Database,
  { id, input }: ItemRow,
  { code, message }: Failure,
  now: number,
): Promise<void> {
  await db
    .updateTable('items')
    .set({
      state: 'failed',
      failure_code: code,
      failure_message: message,
      done_input: input,
      computed_at: new Date(now),
    })
    .where('id', '=', id)
    .where('input', '=', input)
    .execute();
}
