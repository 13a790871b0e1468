import type { Word } from '../text/words.ts';

/** A word of a document, marked by what the statistics need. */
export interface Token {
  readonly word: Word;
  readonly stop: boolean;
}

/** A sentence as runs of tokens between punctuation. */
export type TokenRuns = readonly (readonly Token[])[];

/** What is known of the words of one document. */
export interface TermStatistics {
  /** S(t) of Campos et al. (2020), equation 6; lower is more important. */
  score(key: string): number;
  /** P(right | left): how often the one word is followed by the other, 0..1. */
  followed(left: string, right: string): number;
  /** P(left | right): how often the other word is preceded by the one, 0..1. */
  preceded(left: string, right: string): number;
}

interface Term {
  count: number;
  acronyms: number;
  names: number;
  stop: boolean;
  readonly sentences: number[];
  readonly left: Map<string, number>;
  readonly right: Map<string, number>;
}

/**
 * The five features of YAKE (casing, position, frequency, relatedness to context, spread over
 * sentences) and their combination: Campos, Mangaravite, Pasquali, Jorge, Nunes, Jatowt, "YAKE!
 * Keyword extraction from single documents using multiple local features", Information Sciences
 * 509 (2020), section 3.2, with a co-occurrence window of 1.
 *
 * @param sentences In the order of the document: earlier words count for more.
 */
export function termStatistics(sentences: readonly TokenRuns[]): TermStatistics {
  const terms = new Map<string, Term>();
  for (const [index, runs] of sentences.entries()) countSentence(terms, runs, index);
  const scores = scoresOf(terms, sentences.length);
  return {
    score: (key) => scores.get(key) ?? 1,
    followed: (left, right) => share(terms.get(left)?.right.get(right), terms.get(left)),
    preceded: (left, right) => share(terms.get(right)?.left.get(left), terms.get(right)),
  };
}

function share(together: number | undefined, of: Term | undefined): number {
  return together === undefined || of === undefined ? 0 : together / of.count;
}

function countSentence(terms: Map<string, Term>, runs: TokenRuns, index: number): void {
  let first = true;
  for (const run of runs) {
    let before: string | undefined;
    for (const { word, stop } of run) {
      const term = terms.get(word.key) ?? newTerm();
      terms.set(word.key, term);
      term.count += 1;
      term.stop ||= stop;
      if (isAcronym(word.text)) term.acronyms += 1;
      else if (!first && /^\p{Lu}\P{Lu}+$/u.test(word.text)) term.names += 1;
      if (term.sentences.at(-1) !== index) term.sentences.push(index);
      first = false;
      const countable = !/^[\p{N}.,]+$/u.test(word.text);
      if (countable && before !== undefined) connect(terms, before, word.key);
      before = countable ? word.key : undefined;
    }
  }
}

function newTerm(): Term {
  const counts = { count: 0, acronyms: 0, names: 0, stop: false };
  return { ...counts, sentences: [], left: new Map(), right: new Map() };
}

function isAcronym(text: string): boolean {
  return /\p{Lu}/u.test(text) && text === text.toUpperCase();
}

function connect(terms: Map<string, Term>, left: string, right: string): void {
  const a = terms.get(left);
  const b = terms.get(right);
  a?.right.set(right, (a.right.get(right) ?? 0) + 1);
  b?.left.set(left, (b.left.get(left) ?? 0) + 1);
}

function scoresOf(terms: Map<string, Term>, sentenceCount: number): Map<string, number> {
  const counts = [...terms.values()].filter(({ stop }) => !stop).map(({ count }) => count);
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const variance =
    counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, counts.length);
  const usual = mean + Math.sqrt(variance);
  let most = 1;
  for (const { count } of terms.values()) most = Math.max(most, count);
  const scores = new Map<string, number>();
  for (const [key, term] of terms) {
    const casing = Math.max(term.acronyms, term.names) / (1 + Math.log(term.count));
    const position = Math.log(Math.log(3 + median(term.sentences)));
    const frequency = usual === 0 ? 0 : term.count / usual;
    const relatedness = 1 + (diversity(term.left) + diversity(term.right)) * (term.count / most);
    const spread = term.sentences.length / sentenceCount;
    scores.set(
      key,
      (position * relatedness) / (casing + frequency / relatedness + spread / relatedness),
    );
  }
  return scores;
}

/** Distinct neighbours on one side for each neighbour there: 1 for a word of any company. */
function diversity(neighbours: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of neighbours.values()) total += count;
  return total === 0 ? 0 : neighbours.size / total;
}

/** Of numbers in ascending order. */
function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? 0)) / 2 : upper;
}
