import type { SignalValue } from '../../contracts/values.ts';
import type { FieldText, TextField } from '../text/fields.ts';
import { withoutLinks } from '../text/links.ts';
import { sentencesOf } from '../text/words.ts';
import type { Sentence } from '../text/words.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate, CandidateSentence } from './candidates.ts';
import { deduplicate } from './deduplicate.ts';
import { isStopWord } from './stop-words.ts';

export type Phrases = SignalValue<'keyphrases'>['phrases'];

/** A text field with its language (ISO 639-1 or `und`). */
export interface SpokenField extends FieldText {
  readonly language: string;
}

/** How far a field is trusted to say what its item is about; it multiplies the score. */
const trust: Readonly<Record<TextField, number>> = {
  title: 1,
  tags: 1,
  description: 0.9,
  ocr: 0.7,
};

export const mostPhrases = 20;
/** What scores less than this share of the best phrase is left out. */
const leastShare = 0.45;
/**
 * Each stop word inside a phrase takes this off: YAKE tells loose from fixed company by counting,
 * and in a title every company occurs once.
 */
const looseness = 0.8;
/** How many of the best candidates are compared with each other. */
const mostCompared = 200;
const mostSentences = 300;
const mostWords = 1000;

interface FieldSentence extends CandidateSentence {
  readonly field: TextField;
  readonly language: string;
}

/**
 * Phrases of 1 to 6 words that say what a text is about, the best first. The score is
 * `trust of the field · 0.8^(stop words inside) / (1 + 2·√S)` with S the score of YAKE (Campos et
 * al. 2020): 1 for a phrase that stands out entirely, 0.7 for the only word of a title, towards 0 for a passing word.
 *
 * @param fields Title, description and OCR text; the field `tags` is ignored.
 * @param tags Each of them is a phrase as it stands.
 * @param tagLanguage ISO 639-1 or `und`.
 */
export function extractKeyphrases(
  fields: readonly SpokenField[],
  tags: readonly string[],
  tagLanguage: string,
): Phrases {
  const sentences = withinBounds([
    ...tags.flatMap((tag) => tagSentences(tag, tagLanguage)),
    ...fields.filter(({ field }) => field !== 'tags').flatMap(fieldSentences),
  ]).toSorted((a, b) => Number(a.whole) - Number(b.whole));
  const scored = candidatesOf(sentences)
    .map((candidate) => ({ ...candidate, ...speaker(candidate, sentences) }))
    .map((candidate) => ({
      ...candidate,
      score:
        (trust[candidate.field] * looseness ** candidate.inner) /
        (1 + 2 * Math.sqrt(candidate.rarity)),
    }))
    .toSorted((a, b) => b.score - a.score || (a.phrase < b.phrase ? -1 : 1));
  const least = leastShare * (scored[0]?.score ?? 0);
  return deduplicate(scored.slice(0, mostCompared))
    .filter(({ score }) => score >= least)
    .slice(0, mostPhrases)
    .map(({ phrase, score, language }) => ({ phrase, score, language }));
}

function fieldSentences({ field, text, language }: SpokenField): FieldSentence[] {
  return sentencesOf(withoutLinks(text), language).map((sentence) => ({
    ...marked(sentence, language),
    whole: false,
    field,
  }));
}

/** Underscores and camel case, common in tags, stand for spaces. */
function tagSentences(tag: string, language: string): FieldSentence[] {
  const spaced = tag
    .replace(/^[#\s]+/u, '')
    .replace(/[_+]/gu, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, ' ');
  return sentencesOf(spaced, language).map((sentence) => ({
    ...marked(sentence, language),
    whole: true,
    field: 'tags',
  }));
}

function marked(sentence: Sentence, language: string) {
  const runs = sentence.runs.map((run) =>
    run.map((word) => ({ word, stop: isStopWord(word, language) })),
  );
  return { text: sentence.text, runs, language };
}

/** The first words of a document: the rest of a very long one adds nothing. */
function withinBounds(sentences: readonly FieldSentence[]): FieldSentence[] {
  let left = mostWords;
  return sentences.slice(0, mostSentences).map((sentence) => {
    const runs = sentence.runs.map((run) => {
      const kept = run.slice(0, left);
      left -= kept.length;
      return kept;
    });
    return { ...sentence, runs };
  });
}

/** The most trusted sentence that holds the phrase. */
function speaker({ sentences }: Candidate, all: readonly FieldSentence[]) {
  let best: { field: TextField; language: string } = { field: 'ocr', language: 'und' };
  for (const index of sentences) {
    const sentence = all[index];
    if (sentence === undefined) continue;
    if (best.language === 'und' || trust[sentence.field] > trust[best.field]) best = sentence;
  }
  return { field: best.field, language: best.language };
}
