import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName, SignalValue } from '../../contracts/values.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { requireItem } from '../../retrieval/require-item.ts';
import type { Embedding } from '../../signals/embedding.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** The item that others are looked for of, and what its signals say. */
export interface Anchor {
  readonly id: string;
  readonly cluster: string | null;
  /** `field:value` */
  readonly facets: readonly string[];
  /** Title and tags; empty where it has neither. */
  readonly words: string;
  /** Of its whole picture. */
  readonly picture: Embedding | undefined;
  readonly text: Embedding | undefined;
  /** Its large objects, in the space of the pictures; none where their live version is of another. */
  readonly crops: readonly { readonly label: string; readonly embedding: Embedding }[];
  /** Best first. */
  readonly phrases: SignalValue<'keyphrases'>['phrases'];
  /** Deepest of their branch. */
  readonly topics: readonly string[];
  readonly objects: SignalValue<'objects'>['objects'];
  readonly palette: SignalValue<'palette'>['colours'];
}

/** @throws not-found `no-item` */
export async function findAnchor(
  id: string,
  versions: Versions,
  { db, signals }: { readonly db: Database; readonly signals: SignalStore },
): Promise<Anchor> {
  const { cluster, facets, text } = await requireItem(id, db);
  const space = versions.live('image_embedding');
  const texts = versions.live('text_embedding');
  const cropRef = versions.live('crop_embedding');
  const whole = <Name extends SignalName>(name: Name) => valueOf(id, versions.live(name), signals);
  const [picture, meaning, crops, keyphrases, topics, objects, palette] = await Promise.all([
    whole('image_embedding'),
    whole('text_embedding'),
    versions.registry.spaceOf(cropRef) === space ? valuesOf(id, cropRef, signals) : [],
    whole('keyphrases'),
    whole('topics'),
    whole('objects'),
    whole('palette'),
  ]);
  return {
    id,
    cluster,
    facets,
    words: [text.title, ...text.tags].filter(Boolean).join(' '),
    picture: picture && { space, vector: picture.vector },
    text: meaning && { space: texts, vector: meaning.vector },
    crops: crops.map(({ label, vector }) => ({ label, embedding: { space, vector } })),
    phrases: keyphrases?.phrases ?? [],
    topics: deepest((topics?.topics ?? []).map((topic) => topic.id)),
    objects: objects?.objects ?? [],
    palette: palette?.colours ?? [],
  };
}

/** Those of some paths that no other goes on from: `a/b` of `a` and `a/b`. */
export function deepest(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
}

async function valueOf<Name extends SignalName>(
  id: string,
  ref: SignalRef<Name>,
  signals: SignalStore,
): Promise<SignalValue<Name> | undefined> {
  const records = await (await tableOf(signals, ref)).recordsOf([id]);
  return records.find(({ part }) => part === '')?.value ?? undefined;
}

async function valuesOf<Name extends SignalName>(
  id: string,
  ref: SignalRef<Name>,
  signals: SignalStore,
): Promise<SignalValue<Name>[]> {
  const records = await (await tableOf(signals, ref)).recordsOf([id]);
  return records.flatMap(({ value }) => (value === null ? [] : [value]));
}
