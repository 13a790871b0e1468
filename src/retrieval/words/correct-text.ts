import { sql } from 'kysely';
import type { Correction } from '../../contracts/search.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { rememberTerms, type QueryTerm, type TermsReader } from './query-terms.ts';
import { readVocabulary } from './vocabulary.ts';

/** So many wrong words are a language that the catalogue does not have. */
const mostWrong = 8;

/**
 * A text in which words that no item has are replaced by the nearest that some have; undefined where
 * there is nothing to correct.
 */
export async function correctText(
  db: Database,
  text: string,
  readTerms: TermsReader = rememberTerms(db),
): Promise<Correction | undefined> {
  const { terms } = await readTerms(text);
  const unknown = terms.filter(
    ({ word, documents, passedOverBy }) =>
      documents === 0 && passedOverBy.length === 0 && /^\p{L}{4,}$/u.test(word),
  );
  if (unknown.length === 0 || unknown.length > mostWrong) return undefined;
  // Items of the last minutes are not counted yet.
  const [wrong, vocabulary] = await Promise.all([
    withoutDocuments(db, unknown),
    readVocabulary(db),
  ]);
  const words = wrong.flatMap(({ word }) => {
    const [best] = vocabulary.near(word);
    return best ? [{ typed: word, shown: best.spelling }] : [];
  });
  if (words.length === 0) return undefined;
  const shownOf = new Map(words.map(({ typed, shown }) => [typed, shown]));
  const shown = text.replaceAll(/\p{L}+/gu, (word) => shownOf.get(word.toLowerCase()) ?? word);
  return { typed: text, shown, words };
}

async function withoutDocuments(db: Database, terms: readonly QueryTerm[]): Promise<QueryTerm[]> {
  const known = await Promise.all(
    terms.map(async ({ variants }) => {
      const { rows } = await sql`
        select from search_documents where terms && ${[...variants]}::text[] limit 1`.execute(db);
      return rows.length > 0;
    }),
  );
  return terms.filter((_, at) => known[at] === false);
}
