import type { Correction } from '../../contracts/search.ts';
import { correctText } from '../../retrieval/words/correct-text.ts';
import type { TermsReader } from '../../retrieval/words/query-terms.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { SearchPart } from './query.ts';

export interface CorrectedParts {
  readonly parts: readonly SearchPart[];
  readonly corrected: Correction | undefined;
}

/** The parts of a search with words that some item has, where those typed are of none. */
export async function correctParts(
  parts: readonly SearchPart[],
  asTyped: boolean,
  db: Database,
  readTerms: TermsReader,
): Promise<CorrectedParts> {
  const corrections = await Promise.all(
    parts.map(async (part) =>
      part.kind === 'text' && !asTyped ? await correctText(db, part.text, readTerms) : undefined,
    ),
  );
  const made = corrections.filter((correction) => correction !== undefined);
  return {
    parts: parts.map((part, at) => {
      const shown = corrections[at]?.shown;
      return part.kind === 'text' && shown !== undefined ? { ...part, text: shown } : part;
    }),
    corrected:
      made.length === 0
        ? undefined
        : {
            typed: made.map(({ typed }) => typed).join(', '),
            shown: made.map(({ shown }) => shown).join(', '),
            words: made.flatMap(({ words }) => words),
          },
  };
}
