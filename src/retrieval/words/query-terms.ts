import { sql } from 'kysely';
import type { Database } from '../../storage/postgres/database.ts';

/** A word of a query, and the terms that documents of each language have it as. */
export interface QueryTerm {
  /** As typed, in lower case. */
  readonly word: string;
  /** `running`, `run` */
  readonly variants: readonly string[];
  /** How many documents have it, about: as of the last count. */
  readonly documents: number;
  /** The configurations that pass over it, as English does over `the` and German over `hat`. */
  readonly passedOverBy: readonly string[];
}

export interface QueryTerms {
  readonly terms: readonly QueryTerm[];
  /** In the catalogue, about. */
  readonly documents: number;
  readonly meanLength: number;
}

/** Gives the terms of a text. */
export type TermsReader = (text: string) => Promise<QueryTerms>;

/** For one request: a text that several of its stages ask about is asked for once. */
export function rememberTerms(db: Database): TermsReader {
  const known = new Map<string, Promise<QueryTerms>>();
  return async (text) => {
    const terms = known.get(text) ?? queryTerms(db, text);
    known.set(text, terms);
    return await terms;
  };
}

/** What of a query is looked at. */
const mostLetters = 10_000;
const mostWords = 256;

interface Row {
  readonly place: number;
  readonly configuration: string;
  readonly lexeme: string;
  readonly having: number | null;
  readonly configurations: string[] | null;
  readonly documents: number | null;
  readonly mean_length: number | null;
}

/**
 * The words of a query as documents of the catalogue have them: stemmed as each of its languages,
 * since nobody says in which one asks.
 */
export async function queryTerms(db: Database, text: string): Promise<QueryTerms> {
  // In lower case here, as the documents are: the database may only know that of ASCII.
  const said = text.slice(0, mostLetters).toLowerCase();
  const { rows } = await sql<Row>`
    with stated as (
      select coalesce(documents, 0) as documents, coalesce(mean_length, 0) as mean_length,
             coalesce(configurations, array['english']) as configurations
      from (select) as one left join search_statistics on true
    ), said as (
      select configuration, lexeme, place
      from stated, unnest(array['simple'] || stated.configurations) as configuration,
        unnest(to_tsvector(configuration::regconfig, ${said})), unnest(positions) as place
    )
    select place, configuration, lexeme, stated.*,
      (select documents from search_terms where term = lexeme) as having
    from said cross join stated
    order by place`.execute(db);
  const [first] = rows;
  const configurations = first?.configurations ?? [];
  const byPlace = new Map<number, Row[]>();
  for (const row of rows) byPlace.set(row.place, [...(byPlace.get(row.place) ?? []), row]);
  const byWord = new Map<string, Row[]>();
  for (const place of byPlace.values()) {
    const word = place.find(({ configuration }) => configuration === 'simple')?.lexeme;
    if (word !== undefined && byWord.size < mostWords) byWord.set(word, place);
  }
  const terms = [...byWord].map(([word, found]) => {
    const having = new Map(found.map((row) => [row.lexeme, row.having ?? 0]));
    return {
      word,
      variants: [...having.keys()],
      documents: [...having.values()].reduce((sum, each) => sum + each, 0),
      passedOverBy: configurations.filter(
        (each) => !found.some(({ configuration }) => configuration === each),
      ),
    };
  });
  return { terms, documents: first?.documents ?? 0, meanLength: first?.mean_length ?? 0 };
}
