import * as stopword from 'stopword';
import type { Word } from '../text/words.ts';

/** Lists of the package `stopword` (MIT) by ISO 639-1 code. */
const lists: Readonly<Record<string, readonly string[]>> = {
  af: stopword.afr,
  ar: stopword.ara,
  bg: stopword.bul,
  bn: stopword.ben,
  ca: stopword.cat,
  cs: stopword.ces,
  da: stopword.dan,
  de: stopword.deu,
  el: stopword.ell,
  en: [...stopword.eng, 'not', 'no', 'so', 'just', 'here', 'every', 'without', 'whose', 'per'],
  es: stopword.spa,
  et: stopword.est,
  eu: stopword.eus,
  fa: stopword.fas,
  fi: stopword.fin,
  fr: stopword.fra,
  gu: stopword.guj,
  he: stopword.heb,
  hi: stopword.hin,
  hr: stopword.hrv,
  hu: stopword.hun,
  hy: stopword.hye,
  it: stopword.ita,
  ja: stopword.jpn,
  ko: stopword.kor,
  ku: stopword.kur,
  lt: stopword.lit,
  lv: stopword.lav,
  mr: stopword.mar,
  ms: [...stopword.msa, ...stopword.ind],
  nl: stopword.nld,
  no: stopword.nob,
  pl: stopword.pol,
  pt: stopword.por,
  ro: stopword.ron,
  ru: stopword.rus,
  sk: stopword.slk,
  sl: stopword.slv,
  sv: stopword.swe,
  th: stopword.tha,
  tl: stopword.tgl,
  tr: stopword.tur,
  uk: stopword.ukr,
  ur: stopword.urd,
  vi: stopword.vie,
  yo: stopword.yor,
  zh: stopword.zho,
};

/** Articles of other languages that are no English words, for texts too short to know. */
const articles = 'der das ein eine une les des los las una het een uma'.split(' ');

const sets = new Map<string, ReadonlySet<string>>();

/**
 * Whether a word only holds others together: it is on the list of its language, has no letter, or
 * has fewer than three letters of an alphabet and is not an acronym (`TV`). Without a known
 * language the English list and a few articles are used.
 *
 * @param language ISO 639-1 or `und`.
 */
export function isStopWord(word: Word, language: string): boolean {
  if (stopWordsOf(language).has(word.lower) || !/\p{L}/u.test(word.lower)) return true;
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word.lower)) {
    const letters = word.lower.replace(/[^\p{L}\p{N}]/gu, '').length;
    return letters < 2 || (letters === 2 && !/^\p{Lu}\p{Lu}$/u.test(word.text));
  }
  return false;
}

function stopWordsOf(language: string): ReadonlySet<string> {
  const code = Object.hasOwn(lists, language) ? language : 'und';
  const known = sets.get(code);
  if (known !== undefined) return known;
  const words = lists[code] ?? [...(lists.en ?? []), ...articles];
  const made = new Set(words.map((word) => word.normalize('NFKC').toLowerCase()));
  sets.set(code, made);
  return made;
}
