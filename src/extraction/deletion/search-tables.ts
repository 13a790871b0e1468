import { sql, type RawBuilder } from 'kysely';
import type { SearchedStore } from '../../contracts/deletions.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** The event of a deletion is kept this long, for consumers that were away. */
export const toldDays = 30;

/** Shorter ids are parts of too many words to look for them in longer texts. */
const leastInText = 6;

/** The rows that are there on purpose: they tell consumers of the deletion. */
const onPurpose: Readonly<Record<string, RawBuilder<boolean>>> = {
  changes: sql`type = 'understory.item.deleted.v1'`,
  webhook_dead_letters: sql`event ->> 'type' = 'understory.item.deleted.v1'`,
};

/**
 * Searches every row of every table of the database for an item, whatever the table is for: its id
 * as a value of its own is found; in a longer text, such as a message or a path, it may be.
 */
export async function searchTables(db: Database, item: string): Promise<SearchedStore[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2`.execute(db);
  const searched: SearchedStore[] = [];
  for (const { schema, name } of tables) {
    const purpose = schema === 'public' ? onPurpose[name] : undefined;
    const store = schema === 'public' ? name : `${schema}.${name}`;
    const counts = await countRows(db, sql.table(`${schema}.${name}`), purpose, item);
    searched.push({
      store,
      searched: `all ${counts.all} rows`,
      found: said(counts.exact, 'with its id'),
      unproven: said(counts.mentions, 'with its id in a longer text, which may be another'),
      expected: said(counts.purpose, `to tell consumers of its deletion, for ${toldDays} days`),
    });
  }
  return searched;
}

interface Counts {
  readonly all: number;
  readonly exact: number;
  readonly mentions: number;
  readonly purpose: number;
}

async function countRows(
  db: Database,
  table: RawBuilder<unknown>,
  purpose: RawBuilder<boolean> | undefined,
  item: string,
): Promise<Counts> {
  const quoted = JSON.stringify(item);
  // In a column of text that holds JSON the quotes are escaped once more.
  const nested = JSON.stringify(quoted).slice(1, -1);
  const inText = item.length < leastInText ? quoted : quoted.slice(1, -1);
  const { rows } = await sql<Record<keyof Counts, string>>`
    select count(*) as all,
      count(*) filter (where is_exact and not on_purpose) as exact,
      count(*) filter (where is_mentioned and not is_exact and not on_purpose) as mentions,
      count(*) filter (where is_mentioned and on_purpose) as purpose
    from (
      select position(${quoted} in line) > 0 or position(${nested} in line) > 0 as is_exact,
        position(${inText} in line) > 0 and line ~ ${wholeWords(inText)} as is_mentioned, on_purpose
      from (
        select row_to_json(stored)::text as line, ${purpose ?? sql`false`} as on_purpose
        from ${table} as stored
      ) as lines
    ) as searched`.execute(db);
  const number = (name: keyof Counts) => Number(rows[0]?.[name] ?? 0);
  return {
    all: number('all'),
    exact: number('exact'),
    mentions: number('mentions'),
    purpose: number('purpose'),
  };
}

/** A regular expression of PostgreSQL: `item 5` is not a part of `item 50`. */
function wholeWords(text: string): string {
  const literal = text.replaceAll(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`);
  return `(^|[^[:alnum:]])${literal}($|[^[:alnum:]])`;
}

function said(rows: number, what: string): string[] {
  return rows === 0 ? [] : [`${rows} ${rows === 1 ? 'row' : 'rows'} ${what}`];
}
