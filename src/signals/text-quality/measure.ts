import type { SignalValue } from '../../contracts/values.ts';
import type { TextField } from '../text/fields.ts';
import { findLinks, withoutLinks } from '../text/links.ts';
import { sentencesOf } from '../text/words.ts';
import type { Word } from '../text/words.ts';
import { isStopWord } from '../keyphrases/stop-words.ts';
import { clickbaitOf } from './clickbait.ts';

export type TextQuality = SignalValue<'text_quality'>;

export interface QualityField {
  readonly field: TextField;
  readonly text: string;
  /** ISO 639-1 or `und`. */
  readonly language: string;
}

/** A word may occur this often in a field before it counts as repeated. */
const freeOccurrences = 2;
/** Repetition is looked for in the first content words of a field; long texts repeat naturally. */
const repetitionWindow = 300;
const freeTags = 30;
/** This many different content words describe a thing well enough. */
const fullWords = 8;
/** Words of fewer letters in capitals are acronyms. */
const shoutedLetters = 4;

const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/gu;

/**
 * How good the text of an item is as a description, from what it is made of. The score is
 *
 *     (0.4 + 0.6 · min(1, different content words / 8))
 *       · (1 − 0.5 · allCaps) · (1 − 0.8 · repetition) · (1 − 0.5 · clickbait)
 *       · (1 − 0.5 · emojiShare) · 0.85^max(0, links − 1)
 *
 * Every part counts different words, so that repeating what is there already, adding emoji or
 * links never raises it. The factors are our judgement, not fitted.
 */
export function measureText(fields: readonly QualityField[], tags: readonly string[]): TextQuality {
  const read = fields.map(({ field, text, language }) => {
    const words = sentencesOf(withoutLinks(text), language).flatMap(({ runs }) => runs.flat());
    return { field, words, content: words.filter((word) => !isStopWord(word, language)) };
  });
  const words = read.flatMap((field) => field.words);
  const texts = fields.map(({ text }) => text);
  const links = texts.reduce((sum, text) => sum + findLinks(text).length, 0);
  const emojis = texts.reduce((sum, text) => sum + (text.match(emoji)?.length ?? 0), 0);
  const different = new Set(read.flatMap(({ content }) => content.map(({ key }) => key))).size;
  const spoken = new Set(words.map(({ key }) => key)).size;
  const repetition = Math.max(
    0,
    ...read.map(({ content }) => repetitionOf(content)),
    tags.length === 0 ? 0 : (tags.length - freeTags) / tags.length,
  );
  const allCaps = shoutedShare(
    read.flatMap((field) => (field.field === 'tags' ? [] : field.words)),
  );
  const clickbait = clickbaitOf(texts.join('\n'));
  const emojiShare = emojis === 0 ? 0 : emojis / (emojis + spoken);
  const score =
    (0.4 + 0.6 * Math.min(1, different / fullWords)) *
    (1 - 0.5 * allCaps) *
    (1 - 0.8 * repetition) *
    (1 - 0.5 * clickbait) *
    (1 - 0.5 * emojiShare) *
    0.85 ** Math.max(0, links - 1);
  return { words: words.length, allCaps, repetition, links, emojiShare, clickbait, score };
}

/** Occurrences beyond the second of each content word, as a share of all content words. */
function repetitionOf(content: readonly Word[]): number {
  const window = content.slice(0, repetitionWindow);
  const counts = new Map<string, number>();
  for (const { key } of window) counts.set(key, (counts.get(key) ?? 0) + 1);
  let surplus = 0;
  for (const count of counts.values()) surplus += Math.max(0, count - freeOccurrences);
  return window.length === 0 ? 0 : surplus / window.length;
}

/** Of the different words of four letters and more, the share in capitals; of three at least. */
function shoutedShare(words: readonly Word[]): number {
  const cased = new Set(
    words
      .map(({ text }) => text)
      .filter((text) => (text.match(/\p{Lu}|\p{Ll}/gu)?.length ?? 0) >= shoutedLetters),
  );
  const shouted = [...cased].filter((text) => text === text.toUpperCase()).length;
  return shouted / Math.max(3, cased.size);
}
