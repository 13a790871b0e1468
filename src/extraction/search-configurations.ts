/** The languages (ISO 639-1) that PostgreSQL has a stemmer for, by its name. */
const stemmers: Readonly<Record<string, string>> = {
  ar: 'arabic',
  hy: 'armenian',
  eu: 'basque',
  ca: 'catalan',
  da: 'danish',
  nl: 'dutch',
  en: 'english',
  fi: 'finnish',
  fr: 'french',
  de: 'german',
  el: 'greek',
  hi: 'hindi',
  hu: 'hungarian',
  id: 'indonesian',
  ga: 'irish',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  es: 'spanish',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

/** The language that could not be told: of a few words mostly. */
const undetermined = 'und';

/**
 * The text search configuration that words of a language are stemmed by: `simple`, which does not,
 * where there is no stemmer. A text too short to tell its language is taken for English where it is
 * in its letters: of titles of two words that is right more often than not stemming them
 * (docs/decisions/2026-11-23-bm25.md).
 */
export function configurationOf(language: string | undefined, text: string): string {
  const stemmer = language === undefined ? undefined : stemmers[language];
  if (stemmer !== undefined) return stemmer;
  const isUnknown = language === undefined || language === undetermined;
  return isUnknown && isOfEnglishLetters(text) ? 'english' : 'simple';
}

function isOfEnglishLetters(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.every((letter) => /[a-z]/i.test(letter));
}
