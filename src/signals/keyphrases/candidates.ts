import { termStatistics } from './terms.ts';
import type { TermStatistics, Token, TokenRuns } from './terms.ts';

/** A phrase of a document. */
export interface Candidate {
  /** The words as first written, with one space between. */
  readonly phrase: string;
  readonly keys: readonly string[];
  /** S(kw) of YAKE: above 0, lower is better. */
  readonly rarity: number;
  /** Stop words inside it. */
  readonly inner: number;
  /** How often it occurs. */
  readonly count: number;
  /** Indices of the sentences it occurs in, ascending. */
  readonly sentences: readonly number[];
}

/** A sentence to take phrases from; a `whole` one (a tag) is one phrase and gives no others. */
export interface CandidateSentence {
  readonly text: string;
  readonly runs: TokenRuns;
  readonly whole: boolean;
}

export const longestPhrase = 6;

interface Occurrences {
  readonly tokens: readonly Token[];
  readonly phrase: string;
  readonly sentences: number[];
  count: number;
}

/**
 * Every run of 1 to 6 words that does not cross punctuation, start or end with a stop word, or
 * repeat a word, with its score (Campos et al. 2020, section 3.3, equation 7: the product of its
 * words' scores over 1 + their sum, by its frequency; a stop word inside counts by how loosely it
 * is tied to its neighbours).
 */
export function candidatesOf(sentences: readonly CandidateSentence[]): readonly Candidate[] {
  const statistics = termStatistics(sentences.map(({ runs }) => runs));
  const found = new Map<string, Occurrences>();
  for (const [index, sentence] of sentences.entries()) {
    for (const tokens of phrasesOf(sentence)) {
      const id = tokens.map(({ word }) => word.key).join(' ');
      const phrase = written(sentence.text, tokens);
      const occurrences = found.get(id) ?? { tokens, phrase, sentences: [], count: 0 };
      found.set(id, occurrences);
      occurrences.count += 1;
      if (occurrences.sentences.at(-1) !== index) occurrences.sentences.push(index);
    }
  }
  return [...found.values()].map(({ tokens, phrase, count, sentences: indices }) => ({
    phrase,
    keys: tokens.map(({ word }) => word.key),
    rarity: phraseScore(tokens, count, statistics),
    inner: tokens.filter(({ stop }) => stop).length,
    count,
    sentences: indices,
  }));
}

function phrasesOf({ runs, whole }: CandidateSentence): (readonly Token[])[] {
  if (whole) {
    const tokens = runs.flat();
    const telling = tokens.some(({ stop }) => !stop);
    return telling && tokens.length <= longestPhrase ? [tokens] : [];
  }
  const phrases: (readonly Token[])[] = [];
  for (const run of runs) {
    for (const [start, first] of run.entries()) {
      if (first.stop) continue;
      const seen = new Set<string>();
      for (let end = start; end < Math.min(run.length, start + longestPhrase); end += 1) {
        const last = run[end];
        if (last === undefined || seen.has(last.word.key)) break;
        seen.add(last.word.key);
        const phrase = run.slice(start, end + 1);
        if (!last.stop && !isLoneCharacter(phrase, run)) phrases.push(phrase);
      }
    }
  }
  return phrases;
}

/** One Han or Kana character cut out of a longer run is most often a piece of a word. */
function isLoneCharacter(phrase: readonly Token[], run: readonly Token[]): boolean {
  const [token] = phrase;
  if (phrase.length > 1 || run.length === 1 || token === undefined) return false;
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(token.word.key);
}

function written(text: string, tokens: readonly Token[]): string {
  const start = tokens[0]?.word.start ?? 0;
  const end = tokens.at(-1)?.word.end ?? text.length;
  return text.slice(start, end).replace(/\s+/gu, ' ').trim();
}

function phraseScore(tokens: readonly Token[], count: number, statistics: TermStatistics): number {
  let product = 1;
  let sum = 0;
  for (const [index, { word, stop }] of tokens.entries()) {
    if (stop) {
      const before = tokens[index - 1]?.word.key;
      const after = tokens[index + 1]?.word.key;
      const tied =
        (before === undefined ? 0 : statistics.followed(before, word.key)) *
        (after === undefined ? 0 : statistics.preceded(word.key, after));
      product *= 2 - tied;
      sum -= 1 - tied;
    } else {
      const score = statistics.score(word.key);
      product *= score;
      sum += score;
    }
  }
  // Several loose stop words could bring the sum below -1, which would make the worst the best.
  return product / (count * Math.max(0.01, 1 + sum));
}
