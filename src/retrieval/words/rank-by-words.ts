import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';
import { conditionOf, type Filters } from '../condition.ts';
import { filterOf } from '../indexes/item-filter.ts';
import { bm25, inverseDocumentFrequency } from './bm25.ts';
import { keptPostings } from './postings/kept-postings.ts';
import type { Postings } from './postings/postings.ts';
import { rankPostings } from './postings/rank-postings.ts';
import { rememberTerms, type QueryTerm, type QueryTerms, type TermsReader } from './query-terms.ts';

/** How well the words of an item answer a query: the title is the query, all its words, or some. */
export type WordMatch = 'title' | 'all' | 'some';

export interface FoundByWords {
  readonly id: string;
  readonly match: WordMatch;
  /** BM25, from 0 up; only what it is beside others of the same query says something. */
  readonly score: number;
}

export interface WordsOptions {
  readonly limit: number;
  readonly filters?: Filters | undefined;
  readonly readTerms?: TermsReader | undefined;
}

/** Of more documents with words of the query the database ranks only so many: memory ranks all. */
const mostScored = 1000;

/** A query of many words ranks fewer documents: words times documents stay below this. */
const mostWork = 10_000;

/** Of a longer query the rarest words are looked for. */
const mostTerms = 32;

/** How long a query may be to be a title: `title_key` has no more. */
const titleKeyLength = 100;

/**
 * Items by BM25 over the weighted fields of their text and of what was seen and read in their
 * pictures (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009,
 * sections 3.5 and 3.6: frequencies and lengths are sums over fields, each times its weight). Those whose title is the query come first, then those that have all its words, then
 * those that have some: candidates are looked for by the rarest words, so that common ones cost no
 * more than their share of the score.
 */
export async function rankByWords(
  db: Database,
  text: string,
  options: WordsOptions,
): Promise<FoundByWords[]> {
  const { readTerms = rememberTerms(db) } = options;
  const [query, titles] = await Promise.all([readTerms(text), findTitles(db, text, options)]);
  const terms = rarestOf(query.terms);
  const [rarest] = terms;
  if (rarest === undefined) return [];
  const looked = { ...query, terms };
  const isWhole = terms.length === query.terms.length;
  if (rarest.documents > mostScored) {
    const postings = keptPostings(db, query.documents);
    const ranked = postings && (await rankInMemory(db, postings, looked, titles, options));
    if (ranked) return ranked.map((each) => (isWhole ? each : notAll(each)));
  }
  const findComplete = async () => (isWhole ? await score(db, looked, hasAll(terms), options) : []);
  const findRest = async () => await score(db, looked, hasAny(essentialOf(terms)), options);
  // What few have is looked for at once; what many have only where it is wanted.
  const [complete, few] = await Promise.all([
    findComplete(),
    rarest.documents <= mostScored ? findRest() : undefined,
  ]);
  const rest = few ?? (complete.length < options.limit ? await findRest() : []);
  const found = new Map<string, FoundByWords>();
  for (const [match, rows] of [
    ['all', complete],
    ['some', rest],
  ] as const) {
    for (const row of rows) {
      if (!found.has(row.id)) {
        found.set(row.id, { ...row, match: titles.has(row.id) ? 'title' : match });
      }
    }
  }
  return [...found.values()].toSorted(byMatch).slice(0, options.limit);
}

/**
 * The same of documents in memory, all of which are scored. With filters those that match of the
 * best; undefined where they are too few.
 */
export async function rankInMemory(
  db: Database,
  postings: Postings,
  query: QueryTerms,
  titles: ReadonlySet<string>,
  { limit, filters }: WordsOptions,
): Promise<FoundByWords[] | undefined> {
  const most = filters ? Math.max(mostScored, 2 * limit) : limit;
  const ranked = rankPostings(postings, query, { limit: most, always: titles });
  const matching = filters && (await filterOf(filters, db).among(ranked.map(({ id }) => id)));
  const found = matching ? ranked.filter(({ id }) => matching.has(id)) : ranked;
  if (found.length < limit && ranked.length >= most) return undefined;
  const inTiers = found.map(({ id, hasAll: all, score: bm }): FoundByWords => {
    const match = all ? 'all' : 'some';
    return { id, match: titles.has(id) ? 'title' : match, score: bm };
  });
  return inTiers.toSorted(byMatch).slice(0, limit);
}

/** Of a query with words that were not looked for nothing is known to have all. */
function notAll(found: FoundByWords): FoundByWords {
  return found.match === 'all' ? { ...found, match: 'some' } : found;
}

const order: readonly WordMatch[] = ['title', 'all', 'some'];

function byMatch(a: FoundByWords, b: FoundByWords): number {
  return order.indexOf(a.match) - order.indexOf(b.match) || b.score - a.score;
}

/** Those of some items that have all words of a text. */
export async function findWithWords(
  db: Database,
  text: string,
  items: readonly string[],
  readTerms: TermsReader = rememberTerms(db),
): Promise<ReadonlySet<string>> {
  const terms = rarestOf((await readTerms(text)).terms);
  if (terms.length === 0 || items.length === 0) return new Set();
  const { rows } = await sql<{ item: string }>`
    select item from search_documents
    where item = any(${[...items]}::text[]) and ${hasAll(terms)}`.execute(db);
  return new Set(rows.map(({ item }) => item));
}

/** Rarest first; words that no document had at the last count say least. */
function rarestOf(terms: readonly QueryTerm[]): QueryTerm[] {
  const rank = ({ documents }: QueryTerm) => (documents === 0 ? Infinity : documents);
  return terms.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, mostTerms);
}

/** The rarest of them, as long as not too many documents have one. */
function essentialOf(terms: readonly QueryTerm[]): QueryTerm[] {
  let total = 0;
  return terms.filter(({ documents }, at) => {
    total += documents;
    return at === 0 || total <= mostScored;
  });
}

/** A word that its language passes over no document can have, and none needs. */
function hasAll(terms: readonly QueryTerm[]): RawBuilder<unknown> {
  const isTold = terms.some(({ passedOverBy }) => passedOverBy.length === 0);
  return sql.join(
    terms.map((term) => {
      const { passedOverBy } = term;
      if (!isTold || passedOverBy.length === 0) return hasAny([term]);
      return sql`(${hasAny([term])} or configuration = any(${[...passedOverBy]}::text[]))`;
    }),
    sql` and `,
  );
}

function hasAny(terms: readonly QueryTerm[]): RawBuilder<unknown> {
  return sql`terms && ${terms.flatMap(({ variants }) => variants)}::text[]`;
}

async function score(
  db: Database,
  { terms, documents, meanLength }: QueryTerms,
  condition: RawBuilder<unknown>,
  { limit, filters }: WordsOptions,
): Promise<Omit<FoundByWords, 'match'>[]> {
  const most = Math.min(mostScored, Math.floor(mostWork / terms.length));
  const norm = sql`${bm25.k1}::real
    * (${1 - bm25.b}::real + ${bm25.b}::real * length / ${Math.max(meanLength, 1e-6)}::real)`;
  const parts = terms.map((term) => {
    const frequency = sql.join(
      term.variants.map(
        (variant) => sql`coalesce(frequencies[array_position(terms, ${variant}::text)], 0)`,
      ),
      sql` + `,
    );
    const idf = inverseDocumentFrequency(term.documents, documents);
    return sql`(select ${idf * (bm25.k1 + 1)}::real * f / (f + norm) from (select ${frequency} as f) as each)`;
  });
  const { rows } = await sql<{ id: string; score: number }>`
    with found as materialized (
      select item, terms, frequencies, ${norm} as norm from search_documents
      where ${condition} ${amongFiltered(filters)}
      limit ${most}
    )
    select item as id, ${sql.join(parts, sql` + `)} as score from found
    order by score desc, item limit ${limit}`.execute(db);
  return rows;
}

function amongFiltered(filters: Filters | undefined): RawBuilder<unknown> {
  return filters ? sql`and item in (select id from items where ${conditionOf(filters)})` : sql``;
}

async function findTitles(
  db: Database,
  text: string,
  { limit, filters }: WordsOptions,
): Promise<ReadonlySet<string>> {
  const key = text.toLowerCase().trim().slice(0, titleKeyLength);
  const { rows } = await sql<{ id: string }>`
    select id from items
    where title_key = ${key} and ${filters ? conditionOf(filters) : sql`true`}
    limit ${limit}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
