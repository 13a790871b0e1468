import { sql } from 'kysely';
import type { Database } from '../../../storage/postgres/database.ts';
import type { Postings } from './postings.ts';

/** Documents read before others have their turn: a few milliseconds. */
const documentsAtOnce = 200;

interface DocumentRow {
  readonly item: string;
  readonly configuration: string;
  readonly terms: string;
  readonly halves: string | null;
  readonly length: number;
}

/** In one text each, which takes a fraction of the time of reading arrays. */
const documentColumns = sql`item, configuration, length, array_to_string(terms, e'\t') as terms,
  (select string_agg((each * 2)::int::text, ' ' order by at)
   from unnest(frequencies) with ordinality as frequency (each, at)) as halves`;

/**
 * Reads all documents. What is written meanwhile, or by a transaction that still ran when it began,
 * `followDocuments` sees.
 *
 * @param requireRoom Is asked after each page, and throws where there is no more room.
 * @returns What to follow from.
 */
export async function readDocuments(
  postings: Postings,
  db: Database,
  requireRoom: () => void = () => undefined,
): Promise<string> {
  const { rows } = await sql<{ horizon: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db);
  for (let after = ''; ;) {
    const page = await sql<DocumentRow>`
      select ${documentColumns} from search_documents
      where item > ${after} order by item limit ${documentsAtOnce}`.execute(db);
    take(postings, page.rows);
    requireRoom();
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < documentsAtOnce) break;
    after = last.item;
  }
  return rows[0]?.horizon ?? '0';
}

interface Changed {
  readonly horizon: string;
  readonly documents: number;
  readonly changed: readonly string[];
}

/**
 * Takes over what was written since, and forgets what is gone. The rows say themselves which
 * transaction wrote them; those from the oldest on that ran at the last time are read anew.
 *
 * @param since What reading or following gave the last time.
 * @returns What to follow from the next time.
 */
export async function followDocuments(
  postings: Postings,
  db: Database,
  since: string,
): Promise<string> {
  const { rows } = await sql<Changed>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      count(*)::int as documents,
      coalesce(array_agg(item) filter (where age(xmin) <= age((${since}::xid8)::xid)), '{}')
        as changed
    from search_documents`.execute(db);
  const [now] = rows;
  if (!now) return since;
  for (let start = 0; start < now.changed.length; start += documentsAtOnce) {
    const items = now.changed.slice(start, start + documentsAtOnce);
    const page = await sql<DocumentRow>`
      select ${documentColumns} from search_documents
      where item = any(${items}::text[])`.execute(db);
    take(postings, page.rows);
  }
  if (postings.count > now.documents) await forgetGone(postings, db);
  await postings.tidy();
  return now.horizon;
}

async function forgetGone(postings: Postings, db: Database): Promise<void> {
  const rows = await db.selectFrom('search_documents').select('item').execute();
  const there = new Set(rows.map(({ item }) => item));
  const gone = [...postings.items].filter((item) => !there.has(item));
  for (const item of gone) postings.remove(item);
}

function take(postings: Postings, rows: readonly DocumentRow[]): void {
  for (const { terms, halves, ...document } of rows) {
    postings.put({
      ...document,
      terms: terms === '' ? [] : terms.split('\t'),
      frequencies: halves === null ? [] : halves.split(' ').map(Number),
    });
  }
}
