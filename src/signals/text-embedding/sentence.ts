import type { ItemText } from '../../contracts/item.ts';

/** No 128 tokens are longer than this, and tokenising this takes a few milliseconds. */
const longestText = 4_000;

/** A text as it is embedded: so much of it as can matter, white space as one space. */
export function cleanText(text: string): string {
  return text.slice(0, longestText).replaceAll(/\s+/gu, ' ').trim();
}

/** The text of an item as it is embedded: title, tags, description, each ended like a sentence. */
export function sentenceOf({ title, tags, description }: ItemText): string {
  return [title, tags.join(', '), description]
    .map((field) => field?.trim() ?? '')
    .filter((field) => field !== '')
    .map((field) => (/[.!?…]$/u.test(field) ? field : `${field}.`))
    .join(' ');
}
