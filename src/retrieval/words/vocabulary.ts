import type { Database } from '../../storage/postgres/database.ts';
import { editDistance } from './edit-distance.ts';

/** A word of the catalogue, and how many items have it. */
export interface Spelling {
  readonly spelling: string;
  readonly documents: number;
}

/** The words that typing errors are corrected to, the most frequent first. */
export interface Vocabulary {
  /**
   * Words that a misspelt one may be meant as, nearest first, then the most frequent.
   *
   * @param asPrefix Whether the word is only begun: it is compared with beginnings.
   */
  near(word: string, asPrefix?: boolean): readonly Spelling[];
}

/** The most frequent words are enough to correct to. */
const mostSpellings = 200_000;

const kept = new WeakMap<Database, { readonly of: number; readonly words: Promise<Vocabulary> }>();

/** The vocabulary as of the last count; read once for each count, by each process. */
export async function readVocabulary(db: Database): Promise<Vocabulary> {
  const row = await db.selectFrom('search_statistics').select('refreshed_at').executeTakeFirst();
  const of = row?.refreshed_at.getTime() ?? 0;
  const known = kept.get(db);
  if (known?.of === of) return await known.words;
  const words = loadVocabulary(db);
  kept.set(db, { of, words });
  words.catch(() => kept.delete(db));
  return await words;
}

async function loadVocabulary(db: Database): Promise<Vocabulary> {
  const spellings = await db
    .selectFrom('search_spellings')
    .selectAll()
    .orderBy('documents', 'desc')
    .limit(mostSpellings)
    .execute();
  return vocabularyOf(spellings);
}

/** @param spellings The most frequent first. */
export function vocabularyOf(spellings: readonly Spelling[]): Vocabulary {
  const letters = Uint32Array.from(spellings, ({ spelling }) => lettersOf(spelling));
  return {
    near(word, asPrefix = false) {
      const most = tolerance(word);
      if (most === 0) return [];
      const own = lettersOf(word);
      const found: (Spelling & { readonly distance: number })[] = [];
      for (const [at, each] of spellings.entries()) {
        const others = letters[at] ?? 0;
        if (bitsOf(own & ~others) > most) continue;
        if (!asPrefix && bitsOf(others & ~own) > most) continue;
        if (!mayBe(word, each.spelling)) continue;
        const distance = asPrefix
          ? prefixDistance(word, each.spelling, most)
          : editDistance(word, each.spelling, most);
        if (distance <= most) found.push({ ...each, distance });
      }
      return found.toSorted((a, b) => a.distance - b.distance || b.documents - a.documents);
    },
  };
}

/**
 * A bit for each letter that a word has, whatever else has the same bit: an edit takes one letter
 * away at most and adds one at most, so that most words are known to be too far without comparing.
 */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bitsOf(letters: number): number {
  let count = 0;
  for (let left = letters; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** How many errors a word may have: short words are soon other words. */
function tolerance({ length }: string): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** In short words the first letter is hardly ever wrong (Pollock and Zamora, JASIS 34(1), 1983). */
function mayBe(word: string, spelling: string): boolean {
  return word.length >= 6 || word[0] === spelling[0];
}

function prefixDistance(word: string, spelling: string, most: number): number {
  const lengths = [-1, 0, 1].map((more) => word.length + more);
  return Math.min(...lengths.map((length) => editDistance(word, spelling.slice(0, length), most)));
}
