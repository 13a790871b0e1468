import type { Box } from '../contracts/box.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { Versions } from '../extraction/versions/versions.ts';
import type { Embedding } from '../signals/embedding.ts';
import type { SignalStore } from '../storage/lance/signal-store.ts';
import { nearestOf } from './nearest.ts';

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

/** The versions that `findLookalikes` compares with: that of pictures, and of objects in its space. */
export function comparedBy(versions: Versions): SignalRef[] {
  const [pictures, objects] = [versions.live('image_embedding'), versions.live('crop_embedding')];
  return versions.registry.spaceOf(objects) === pictures ? [pictures, objects] : [pictures];
}

/**
 * Items whose picture, or an object in it, is near an embedding; best first. Objects are looked at
 * where the live version of their embedding lies in the same space.
 *
 * @param query In the space of the live `image_embedding`.
 */
export async function findLookalikes(
  query: Embedding,
  limit: number,
  versions: Versions,
  signals: SignalStore,
): Promise<LooksLike[]> {
  const crops = versions.live('crop_embedding');
  const reach = { limit: limit * 2 };
  const [whole, crop] = await Promise.all([
    nearestOf(versions.live('image_embedding'), query, reach, versions, signals),
    versions.registry.spaceOf(crops) === query.space
      ? nearestOf(crops, query, reach, versions, signals)
      : [],
  ]);
  const best = new Map<string, LooksLike>();
  const offer = (candidate: LooksLike) => {
    const known = best.get(candidate.id);
    if (!known || candidate.score > known.score) best.set(candidate.id, candidate);
  };
  for (const { record, cosine } of whole) offer({ id: record.item, score: cosine });
  for (const { record, cosine } of crop) {
    if (!record.value) continue;
    const { box, label } = record.value;
    offer({ id: record.item, score: cosine * cropWeight, box, label });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, limit);
}
