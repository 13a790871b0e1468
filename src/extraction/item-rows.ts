import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import { storableJson } from '../base/storable-json.ts';
import type { Item } from '../contracts/item.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { ItemsTable } from '../storage/postgres/tables/items.ts';
import type { Summary } from './summary.ts';
import { summaryColumns, summaryFields, summaryTypes, updateSearched } from './summary-row.ts';
import type { Failure } from './understand-picture.ts';

export type ItemRow = Selectable<ItemsTable>;

export function itemOf({ id, assets, text, attributes }: ItemRow): Item {
  return { id, assets, text, attributes };
}

/** An item as it was when it was begun. */
export interface BegunRow extends ItemRow {
  /** Whether nobody had begun it before, so that no signal of it can be stored. */
  readonly isFirst: boolean;
}

/** This process, to the items that it begins; each time it begins some has a number of its own. */
const self = randomUUID();
let begins = 0;

/**
 * Marks pending items as begun by this process, and gives them; those that are not pending are
 * left. An item counts an attempt for each process that began it, not for each shard: after a
 * process died its items may be in the shard that it had and in one of a read begun anew.
 */
export async function beginItems(db: Database, ids: readonly string[]): Promise<BegunRow[]> {
  if (ids.length === 0) return [];
  begins += 1;
  const begin = `${self} ${begins}`;
  return await db.transaction().execute(async (transaction) => {
    const pending = await lockPending(transaction, ids);
    if (pending.size === 0) return [];
    const rows = await transaction
      .updateTable('items')
      .set({
        attempts: sql<number>`attempts + (split_part(begun_by, ' ', 1) is distinct from ${self})::int`,
        begun_by: begin,
      })
      .where('id', 'in', [...pending.keys()])
      .returningAll()
      .execute();
    return rows.map((row) => ({
      ...row,
      isFirst: row.computed_at === null && pending.get(row.id)?.begun_by === null,
    }));
  });
}

export type Pending = ReadonlyMap<string, Pick<ItemRow, 'id' | 'input' | 'begun_by'>>;

/**
 * Holds the rows of those items that are pending until the transaction ends, and gives them by id.
 * Rows are taken in one order, so that two transactions never wait for each other.
 */
export async function lockPending(transaction: Database, ids: readonly string[]): Promise<Pending> {
  const rows = await transaction
    .selectFrom('items')
    .select(['id', 'input', 'begun_by'])
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What became of one item. */
export interface Finish {
  readonly row: BegunRow;
  readonly summary: Summary;
  readonly size?: { readonly width: number; readonly height: number };
  readonly durationSeconds?: number;
  readonly failure?: Failure;
}

/**
 * Records that items were computed from the inputs that their rows had when they were begun; one
 * that changed meanwhile stays pending.
 */
export async function finishItems(
  db: Database,
  finishes: readonly Finish[],
  now: number,
): Promise<void> {
  if (finishes.length === 0) return;
  await updateSearched(
    db,
    sql`
    update items set
      state = finished.state,
      failure_code = finished.failure_code,
      failure_message = finished.failure_message,
      done_input = items.input,
      attempts = 0,
      computed_at = ${new Date(now)},
      width = coalesce(finished.width, items.width),
      height = coalesce(finished.height, items.height),
      duration_seconds = coalesce(finished.duration_seconds, items.duration_seconds),
      ${summaryColumns}
    from jsonb_to_recordset(${storableJson(finishes.map(finishedRow))}::jsonb)
      as finished (id text, input text, state text, failure_code text, failure_message text,
        width int, height int, duration_seconds real, ${summaryTypes})
    where items.id = finished.id and items.input = finished.input
    returning items.id, finished.searched`,
  );
}

function finishedRow({ row, summary, size, durationSeconds, failure }: Finish) {
  return {
    id: row.id,
    input: row.input,
    state: failure ? 'failed' : 'done',
    failure_code: failure?.code,
    failure_message: failure?.message,
    ...size,
    duration_seconds: durationSeconds,
    ...summaryFields(summary),
  };
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
