import type { Box } from '../contracts/box.ts';
import type { NearestExplanation } from '../contracts/nearest.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { Embedding } from '../signals/embedding.ts';
import type { SignalTable } from '../storage/lance/signal-table.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import type { ItemFilter } from './indexes/item-filter.ts';
import { nearestOf } from './nearest.ts';
import type { VectorStores } from './vector-stores.ts';

/** An item that looks like the query, as a whole or in one of its objects. */
export interface LooksLike {
  readonly id: string;
  /** Cosine similarity, −1..1. */
  readonly score: number;
  /** The object that does; absent where the whole picture does. */
  readonly box?: Box;
  readonly label?: string;
}

/** An object is compared with less around it, so that the same similarity says less. */
const cropWeight = 0.95;

type PictureRef = SignalRef<'image_embedding' | 'crop_embedding'>;

/** The versions that `findLookalikes` compares with: that of pictures, and of objects in its space. */
export function comparedBy(versions: Versions): PictureRef[] {
  const [pictures, objects] = [versions.live('image_embedding'), versions.live('crop_embedding')];
  return versions.registry.spaceOf(objects) === pictures ? [pictures, objects] : [pictures];
}

export interface Lookalikes {
  /** Best first. */
  readonly found: readonly LooksLike[];
  readonly explanations: readonly NearestExplanation[];
}

export interface LookalikeQuery {
  readonly limit: number;
  readonly filter?: ItemFilter | undefined;
}

/**
 * Items whose picture, or an object in it, is near an embedding. Objects are looked at where the
 * live version of their embedding lies in the same space.
 *
 * @param query In the space of the live `image_embedding`.
 */
export async function findLookalikes(
  query: Embedding,
  { limit, filter }: LookalikeQuery,
  versions: Versions,
  { signals, indexes }: Pick<VectorStores, 'signals' | 'indexes'>,
): Promise<Lookalikes> {
  const crops = versions.live('crop_embedding');
  const answers = await Promise.all(
    comparedBy(versions).map((ref) =>
      nearestOf(ref, query, { limit: limit * 2, filter }, versions, indexes),
    ),
  );
  const best = new Map<string, Near>();
  for (const { near, explanation } of answers) {
    const isCrop = explanation.signal === crops;
    for (const { item, part, cosine } of near) {
      const score = isCrop ? cosine * cropWeight : cosine;
      const known = best.get(item);
      if (!known || score > known.score) best.set(item, { id: item, part, score, isCrop });
    }
  }
  const nearest = [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, limit);
  return {
    found: nearest.some(({ isCrop }) => isCrop)
      ? await withObjects(nearest, await tableOf(signals, crops))
      : nearest.map(({ id, score }) => ({ id, score })),
    explanations: answers.map(({ explanation }) => explanation),
  };
}

interface Near {
  readonly id: string;
  readonly part: string;
  readonly score: number;
  readonly isCrop: boolean;
}

/** Says of those that were found by an object which it is. */
async function withObjects(
  nearest: readonly Near[],
  crops: SignalTable<'crop_embedding'>,
): Promise<LooksLike[]> {
  const records = await crops.recordsOf(nearest.filter(({ isCrop }) => isCrop).map(({ id }) => id));
  const keyOf = (item: string, part: string) => JSON.stringify([item, part]);
  const objects = new Map(records.map(({ item, part, value }) => [keyOf(item, part), value]));
  return nearest.map(({ id, part, score, isCrop }) => {
    const object = isCrop ? objects.get(keyOf(id, part)) : undefined;
    return { id, score, ...(object && { box: object.box, label: object.label }) };
  });
}
