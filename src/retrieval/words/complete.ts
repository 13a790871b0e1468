import { sql, type RawBuilder } from 'kysely';
import { completionKinds, type Completions } from '../../contracts/search.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { readVocabulary } from './vocabulary.ts';

type Completion = Completions['completions'][number];

interface Row {
  readonly kind: string;
  readonly phrase: string;
  readonly key: string;
  readonly documents: number;
}

/** Words that the last one typed may be the beginning of, where it is misspelt. */
const mostMeant = 5;

/** The same phrase may be of several kinds. */
const spare = completionKinds.length;

/**
 * What a query may be the beginning of, of the titles, keyphrases, topics and objects of the
 * catalogue, the most frequent first; then what it nearly is the beginning of.
 */
export async function completeQuery(
  db: Database,
  typed: string,
  limit: number,
): Promise<Completion[]> {
  const beginning = typed.toLowerCase().replaceAll(/\s+/g, ' ').trimStart();
  if (beginning.trim() === '') return [];
  const found = distinct(await beginningWith(db, [beginning], limit), false, limit);
  if (found.length >= limit) return found;
  const near = await nearBeginnings(db, beginning);
  if (near.length === 0) return found;
  const corrected = distinct(await beginningWith(db, near, limit), true, limit);
  const known = new Set(found.map(({ text }) => text.toLowerCase()));
  const others = corrected.filter(({ text }) => !known.has(text.toLowerCase()));
  return [...found, ...others].slice(0, limit);
}

async function beginningWith(
  db: Database,
  beginnings: readonly string[],
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select kind, phrase, key, documents from search_phrases
    where ${sql.join(beginnings.map(beginsWith), sql` or `)}
    order by documents desc, key, kind limit ${limit * spare}`.execute(db);
  return rows;
}

/** Beginnings of one and two letters have indexes in the order of frequency. */
function beginsWith(beginning: string): RawBuilder<unknown> {
  const { length } = Array.from(beginning);
  if (length === 1) return sql`left(key, 1) = ${beginning}`;
  if (length === 2) return sql`left(key, 2) = ${beginning}`;
  const pattern = beginning.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
  return sql`key like ${`${pattern}%`}`;
}

/** The beginning with its last word as words of the catalogue nearly begin, the nearest first. */
async function nearBeginnings(db: Database, beginning: string): Promise<string[]> {
  const [, before = '', last = ''] = /^(.*?)(\p{L}*)$/u.exec(beginning) ?? [];
  const vocabulary = await readVocabulary(db);
  return vocabulary
    .near(last, true)
    .slice(0, mostMeant)
    .map(({ spelling }) => before + spelling);
}

/** Each phrase once, as the kind that has it most often. */
function distinct(rows: readonly Row[], corrected: boolean, limit: number): Completion[] {
  const byKey = new Map<string, Completion>();
  for (const { kind, phrase, key, documents } of rows) {
    const known = completionKinds.find((each) => each === kind);
    if (known === undefined || byKey.has(key)) continue;
    byKey.set(key, { text: phrase, kind: known, count: documents, corrected });
  }
  return [...byKey.values()].slice(0, limit);
}
