/** A word of a text. */
export interface Word {
  /** As written. */
  readonly text: string;
  /** For comparing: NFKC, lower case, a plural `s` of Latin words of four letters and more dropped. */
  readonly key: string;
  /** The word lower-cased and NFKC only: what lists of stop words hold. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

/** A sentence as runs of words; punctuation and symbols end a run. */
export interface Sentence {
  readonly text: string;
  readonly runs: readonly (readonly Word[])[];
}

/** Longer runs of characters without a break are no words; they are cut here. */
const longestWord = 64;

const sentenceSegmenter = new Intl.Segmenter('und', { granularity: 'sentence' });
const wordSegmenters = new Map<string, Intl.Segmenter>();
/** Languages that join the article to its noun: l'eau, dell'acqua. */
const elidingLanguages = new Set(['fr', 'it', 'ca']);
const apostrophe = /['’ʼ]/u;

/**
 * Splits into sentences (also at line breaks) and words by Unicode's rules (UAX #29, with ICU's
 * dictionaries for Chinese, Japanese, Thai, Lao, Khmer and Burmese). Words joined by a hyphen are
 * one word; a final `’s` is no part of its word.
 *
 * @param language ISO 639-1 or `und`.
 */
export function sentencesOf(text: string, language: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const line of text.split(/[\n\r\u2028\u2029]+/u)) {
    for (const { segment } of sentenceSegmenter.segment(line)) {
      const runs = runsOf(segment, language);
      if (runs.length > 0) sentences.push({ text: segment, runs });
    }
  }
  return sentences;
}

function runsOf(sentence: string, language: string): Word[][] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  let hyphen = false;
  for (const { segment, index, isWordLike } of segmenterFor(language).segment(sentence)) {
    if (isWordLike === true) {
      const last = run.at(-1);
      if (hyphen && last !== undefined) run[run.length - 1] = joined(last, segment, index);
      else run.push(...wordsIn(segment, index, language));
      hyphen = false;
    } else if (/^[-‐‑]$/u.test(segment) && run.at(-1)?.end === index) {
      hyphen = true;
    } else if (segment.trim() !== '' || hyphen) {
      if (run.length > 0) runs.push(run);
      run = [];
      hyphen = false;
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function joined(left: Word, segment: string, index: number): Word {
  return wordAt(`${left.text}-${segment}`, left.start, index + segment.length);
}

function wordsIn(segment: string, index: number, language: string): Word[] {
  const at = segment.search(apostrophe);
  const end = index + segment.length;
  if (at > 0 && /^.s$/iu.test(segment.slice(at))) {
    return [wordAt(segment.slice(0, at), index, index + at)];
  }
  if (at < 1 || at + 1 >= segment.length || !elidingLanguages.has(language)) {
    return [wordAt(segment, index, end)];
  }
  const noun = index + at + 1;
  return [wordAt(segment.slice(0, at + 1), index, noun), wordAt(segment.slice(at + 1), noun, end)];
}

function wordAt(text: string, start: number, end: number): Word {
  const cut =
    text.length > longestWord ? text.slice(0, longestWord).replace(/[\uD800-\uDBFF]$/u, '') : text;
  const lower = cut.normalize('NFKC').toLowerCase();
  const plural = /^\p{Script=Latin}{3,}s$/u.test(lower);
  return { text: cut, key: plural ? lower.slice(0, -1) : lower, lower, start, end };
}

function segmenterFor(language: string): Intl.Segmenter {
  const known = wordSegmenters.get(language);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(language, { granularity: 'word' });
  wordSegmenters.set(language, made);
  return made;
}
