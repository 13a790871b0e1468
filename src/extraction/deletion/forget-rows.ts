import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import type { FoundBy } from '../../storage/postgres/tables/deletions.ts';
import { forgetWork } from './forget-work.ts';

/** How many rows of PostgreSQL were taken away or cleaned of an item. */
export interface ForgottenRows {
  readonly catalogueRows: number;
  readonly events: number;
}

/**
 * Takes an item out of every row that is not its own: events of the past lose its id and keep their
 * place, so that cursors go on; those about nothing else go, and so does what people did with it.
 * The event that tells of its deletion stays for consumers that have not seen it.
 */
export async function forgetRows(
  db: Database,
  item: string,
  { origins }: Pick<FoundBy, 'origins'>,
): Promise<ForgottenRows> {
  const events = [
    sql`delete from changes
      where data -> 'items' = jsonb_build_array(${item}::text) and type <> ${deleted}`,
    sql`update changes set data = jsonb_set(data, '{items}', (data -> 'items') - ${item}::text),
        subject = nullif(subject, ${item})
      where data -> 'items' ? ${item}::text and type <> ${deleted}`,
    sql`delete from webhook_dead_letters
      where event #> '{data,items}' = jsonb_build_array(${item}::text)
        and event ->> 'type' <> ${deleted}`,
    sql`update webhook_dead_letters set event = jsonb_set(event, '{data,items}',
        (event #> '{data,items}') - ${item}::text)
        - case when event ->> 'subject' = ${item} then 'subject' else '' end
      where event #> '{data,items}' ? ${item}::text and event ->> 'type' <> ${deleted}`,
    sql`delete from engagement_events where item = ${item}`,
  ];
  const rows = [
    sql`delete from problems
      where item = ${item} or (item is null and origin = any(${[...origins]}::text[]))`,
    sql`update noted_writes set items = array_remove(items, ${item}::text)
      where ${item}::text = any(items)`,
    sql`update expectation_results set examples = (
        select coalesce(jsonb_agg(example), '[]') from jsonb_array_elements(examples) as example
        where example ->> 'item' <> ${item})
      where jsonb_path_exists(examples, '$[*] ? (@.item == $item)',
        jsonb_build_object('item', ${item}::text))`,
    sql`delete from files where path = any(${origins.flatMap(keysOf)}::text[])
      and not exists (select from items where assets @> jsonb_build_array(
        jsonb_build_object('digest', files.digest)))`,
  ];
  return {
    events: await changedBy(db, events),
    catalogueRows: (await changedBy(db, rows)) + (await forgetWork(db, item)),
  };
}

const deleted = 'understory.item.deleted.v1';

/** What a file, an address or bytes of a source are known by in `files`. */
function keysOf(origin: string): string[] {
  return ['file', 'url', 'bytes'].map((kind) => `${kind}:${origin}`);
}

async function changedBy(
  db: Database,
  statements: readonly ReturnType<typeof sql>[],
): Promise<number> {
  let changed = 0;
  for (const statement of statements) {
    const { numAffectedRows } = await statement.execute(db);
    changed += Number(numAffectedRows ?? 0n);
  }
  return changed;
}
