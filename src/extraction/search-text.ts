import type { Item } from '../contracts/item.ts';
import type { SignalValues } from '../contracts/values.ts';
import { configurationOf } from './search-configurations.ts';

/** One field of what an item is searched by. */
export interface SearchField {
  /** In lower case. */
  readonly text: string;
  /** How it is stemmed. */
  readonly configuration: string;
  /** What a word of it counts. */
  readonly weight: number;
  /** Whether typing errors are corrected to its words. */
  readonly isSpelt: boolean;
}

/** What an item is searched by in words. */
export interface SearchText {
  /** How what people wrote is stemmed. */
  readonly configuration: string;
  readonly fields: readonly SearchField[];
  /** Kind, phrase in lower case and phrase with tabs between: what beginnings are completed to. */
  readonly phrases: readonly string[];
}

/** What a word counts by where it stands: the weights of BM25F's fields. */
export const fieldWeights = {
  title: 3,
  tags: 3,
  keyphrases: 1,
  description: 1.5,
  seen: 1,
  read: 0.5,
} as const;

/** A document of more words than this is refused by PostgreSQL (1 MiB a field). */
const charactersSearched = 30_000;

/** Phrases are suggested while somebody types. */
const longestPhrase = 80;
const mostPhrases = 20;
/** Keyphrases, objects and topics below this are not suggested. */
const phraseScore = 0.3;

/** Labels of objects and topics are English, whatever the item's language is. */
const labels = 'english';

export function searchTextOf(item: Item, values: SignalValues): SearchText {
  const { text } = item;
  const written = [text.title, ...text.tags, text.description].filter(Boolean).join(' ');
  const configuration = configurationOf(values.language?.primary, written);
  const keyphrases = (values.keyphrases?.phrases ?? []).map(({ phrase }) => phrase);
  const seen = [...labelsOf(values), ...(values.topics?.topics ?? []).map(({ label }) => label)];
  const own = (name: keyof typeof fieldWeights, words: string, isSpelt = true): SearchField => ({
    text: searchable(words),
    configuration,
    weight: fieldWeights[name],
    isSpelt,
  });
  const fields = [
    own('title', text.title ?? ''),
    own('tags', text.tags.join(' ')),
    own('keyphrases', keyphrases.join(' ')),
    own('description', text.description ?? ''),
    { ...own('seen', seen.join(' ')), configuration: labels },
    // What a machine read may be no word at all.
    own('read', values.ocr?.text ?? '', false),
  ];
  return {
    configuration,
    fields: fields.filter((field) => field.text !== ''),
    phrases: phrasesOf(item, values),
  };
}

function labelsOf({ objects }: SignalValues): string[] {
  return (objects?.objects ?? []).filter(({ score }) => score >= 0.5).map(({ label }) => label);
}

function phrasesOf({ text }: Item, values: SignalValues): string[] {
  const sure = <Of extends { readonly score: number }>(all: readonly Of[] = []): readonly Of[] =>
    all.filter(({ score }) => score >= phraseScore);
  const entries = [
    ...(text.title === undefined ? [] : [entryOf('title', text.title)]),
    ...sure(values.keyphrases?.phrases).map(({ phrase }) => entryOf('keyphrase', phrase)),
    ...sure(values.topics?.topics).map(({ label }) => entryOf('topic', label)),
    ...labelsOf(values).map((label) => entryOf('object', label)),
  ];
  return [...new Set(entries.filter((entry) => entry !== undefined))].slice(0, mostPhrases);
}

function entryOf(kind: string, phrase: string): string | undefined {
  const plain = phrase.replaceAll(/\s+/g, ' ').trim();
  if (plain === '' || plain.length > longestPhrase) return undefined;
  return `${kind}\t${plain.toLowerCase()}\t${plain}`;
}

/** Text as it is searched in: in lower case here, since the database may only know that of ASCII. */
function searchable(text: string): string {
  return text.slice(0, charactersSearched).toLowerCase();
}
