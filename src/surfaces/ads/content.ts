import type { Item, ItemText } from '../../contracts/item.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName, SignalValue, SignalValues } from '../../contracts/values.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import type { Embedding } from '../../signals/embedding.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { branchesOf, weightsOf, type Weights } from './features/overlap.ts';
import { landingTextOf } from './landing.ts';

/** What two contents are compared by: a query and an ad alike. */
export interface Content {
  /** What people wrote of it, to compare with pictures; undefined for nothing. */
  readonly words: string | undefined;
  readonly landing: string | undefined;
  readonly picture: Embedding | undefined;
  readonly text: Embedding | undefined;
  /** Undefined where there is nothing to compare. */
  readonly topics: Weights | undefined;
  readonly phrases: Weights | undefined;
  readonly objects: Weights | undefined;
  readonly safety: SignalValue<'safety'> | undefined;
}

/** The signals that contents are compared by. */
export const comparedSignals = [
  'image_embedding',
  'text_embedding',
  'topics',
  'keyphrases',
  'objects',
  'safety',
] as const satisfies readonly SignalName[];

type Compared = (typeof comparedSignals)[number];
export type ComparedValues = Pick<SignalValues, Compared>;

/** What an item is compared by. @param values Of the live versions. */
export function contentOf(
  { text, attributes }: Pick<Item, 'text' | 'attributes'>,
  values: ComparedValues,
  versions: Pick<Versions, 'live'>,
): Content {
  const { image_embedding: picture, text_embedding: meaning, topics, keyphrases, objects } = values;
  return {
    words: wordsOf(text),
    landing: landingTextOf(attributes),
    picture: picture && { space: versions.live('image_embedding'), vector: picture.vector },
    text: meaning && { space: versions.live('text_embedding'), vector: meaning.vector },
    topics:
      topics &&
      weightsOf(
        topics.topics.flatMap(({ id, score }) =>
          branchesOf(id).map((each) => [each, score] as const),
        ),
      ),
    phrases:
      keyphrases &&
      weightsOf(
        keyphrases.phrases.flatMap(({ phrase, score }) =>
          phrase
            .toLowerCase()
            .split(/\s+/u)
            .map((word) => [word, score] as const),
        ),
      ),
    objects: objects && weightsOf(objects.objects.map(({ label, score }) => [label, score])),
    safety: values.safety,
  };
}

/** The values of items as wholes, by item; of those that abstained or failed there is none. */
export async function readComparedValues(
  items: readonly string[],
  versions: Pick<Versions, 'live'>,
  signals: Pick<SignalStore, 'table'>,
): Promise<ReadonlyMap<string, ComparedValues>> {
  const found = new Map<string, Record<string, unknown>>(items.map((id) => [id, {}]));
  await Promise.all(
    comparedSignals.map(async (name) => {
      const ref: SignalRef = versions.live(name);
      for (const { item, part, value } of await (await tableOf(signals, ref)).recordsOf(items)) {
        const values = found.get(item);
        if (values && part === '' && value !== null) values[name] = value;
      }
    }),
  );
  return found;
}

/** What a picture of it would be called: its title, else its tags, else how its description begins. */
function wordsOf({ title = '', tags, description = '' }: ItemText): string | undefined {
  const [first] = [title, tags.join(', '), description.slice(0, 300)]
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return first;
}
