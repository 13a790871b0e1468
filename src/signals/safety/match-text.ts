import {
  DataSet,
  RegExpMatcher,
  collapseDuplicatesTransformer,
  englishDataset,
  parseRawPattern,
  resolveLeetSpeakTransformer,
  toAsciiLowerCaseTransformer,
  englishRecommendedWhitelistMatcherTransformers,
} from 'obscenity';
import { foldText } from './fold.ts';
import { ownTerms } from './own-terms.ts';
import type { SafetyLabelId } from './taxonomy.ts';
import { listedTerms } from './terms.ts';
import type { Term } from './terms.ts';

interface Source {
  readonly originalWord: string;
}

const ownPrefix = 'own:';

/** The list's words and ours as one set; ours are named after their label. */
const words = withOwn(new DataSet<Source>().addAll(englishDataset));

/**
 * `obscenity` with its leetspeak and repeated letters; look-alikes are folded before, because its
 * own table turns every Cyrillic text into Latin letters.
 */
const matcher = new RegExpMatcher({
  ...words.build(),
  blacklistMatcherTransformers: [
    resolveLeetSpeakTransformer(),
    toAsciiLowerCaseTransformer(),
    collapseDuplicatesTransformer({
      defaultThreshold: 1,
      customThresholds: new Map(['b', 'e', 'o', 'l', 's', 'g'].map((letter) => [letter, 2])),
    }),
  ],
  whitelistMatcherTransformers: englishRecommendedWhitelistMatcherTransformers,
});

/** Endings that a bad word may take and stay one. */
const endings =
  /^(?:s|es|z|ed|er|ers|ing|y|ies|hole|holes|head|heads|face|wad|bag|ish|ty|t|ties|ry|ist|ists|o|os|hub|star|ographic|ography)?$/u;

/** How often each label is said in a text. */
export type TextMatches = ReadonlyMap<SafetyLabelId, number>;

/**
 * Finds what a text says that may harm, behind leetspeak, look-alike letters, invisible
 * characters, repeated and spaced-out letters.
 *
 * @param language ISO 639-1 of the text, or `und`.
 */
export function matchText(text: string, language: string): TextMatches {
  const folded = foldText(text);
  const found = new Map<SafetyLabelId, number>();
  const ends = new Set<string>();
  for (const match of matcher.getAllMatches(folded, true)) {
    const name = words.getPayloadWithPhraseMetadata(match).phraseMetadata?.originalWord ?? '';
    const term = termOf(name);
    if (term === undefined || !isHeard(term, language)) continue;
    const { startIndex, endIndex } = match;
    if (!isMeant(term, folded, startIndex, endIndex + 1)) continue;
    // Two patterns of one word may both match the same place.
    const place = `${term.label}@${wordStart(folded, startIndex)}`;
    if (ends.has(place)) continue;
    ends.add(place);
    found.set(term.label, (found.get(term.label) ?? 0) + 1);
  }
  return found;
}

function withOwn(set: DataSet<Source>): DataSet<Source> {
  for (const [label, patterns] of Object.entries(ownTerms)) {
    set.addPhrase((phrase) => {
      phrase.setMetadata({ originalWord: `${ownPrefix}${label}` });
      for (const pattern of patterns) phrase.addPattern(parseRawPattern(singled(pattern)));
      return phrase;
    });
  }
  return set;
}

/** A pattern as the matcher sees a text: letters that it collapses written once. */
function singled(pattern: string): string {
  return pattern.replace(/([ac-dfh-kmnp-rt-z])\1+/gu, '$1');
}

function termOf(name: string): Term | undefined {
  if (!name.startsWith(ownPrefix)) return listedTerms[name];
  const label = ownLabels.get(name.slice(ownPrefix.length));
  return label === undefined ? undefined : { label, within: 'anywhere', language: 'english' };
}

const ownLabels: ReadonlyMap<string, SafetyLabelId> = new Map(
  (Object.keys(ownTerms) as SafetyLabelId[]).map((label) => [label, label]),
);

function isHeard({ language: needed }: Term, language: string): boolean {
  if (needed === 'any' || language === 'en') return true;
  return needed === 'english' && language === 'und';
}

/** Whether a match is the word and not a piece of an innocent one, a number or a blank. */
function isMeant(term: Term, text: string, start: number, end: number): boolean {
  const written = text.slice(start, end);
  const plain = unleeted(written);
  if (/^[\d\s/]+$/u.test(written)) return false;
  if (term.form !== undefined && !term.form.test(plain)) return false;
  const own = term.form === undefined && /\s/u.test(plain);
  if (own) return true;
  if (/\s/u.test(written)) return false;
  if (term.within === 'anywhere') return true;
  const before = wordStart(text, start) === start;
  const rest = unleeted(text.slice(end, wordEnd(text, end)));
  return before && endings.test(rest);
}

const leet: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '(': 'c',
  '3': 'e',
  '6': 'g',
  '1': 'i',
  '|': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
  '2': 'z',
};

function unleeted(text: string): string {
  return text.replace(/[^a-z]/gu, (letter) => leet[letter] ?? letter).replace(/(.)\1{2,}/gu, '$1');
}

const wordPart = /[\p{L}\p{N}]/u;

function wordStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && wordPart.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && wordPart.test(text[at] ?? '')) at += 1;
  return at;
}
