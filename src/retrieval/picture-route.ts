import type { Box } from '../contracts/box.ts';
import { contractOf } from '../signals/table.ts';
import type { SignalStore } from '../storage/lance/signal-store.ts';

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

/** Items whose picture, or an object in it, is near a vector of `image_embedding`; best first. */
export async function findLookalikes(
  vector: readonly number[],
  limit: number,
  signals: SignalStore,
): Promise<LooksLike[]> {
  const [wholes, crops] = await Promise.all([
    signals.table('image_embedding', contractOf('image_embedding').version),
    signals.table('crop_embedding', contractOf('crop_embedding').version),
  ]);
  const [whole, crop] = await Promise.all([
    wholes.nearest(vector, { limit: limit * 2 }),
    crops.nearest(vector, { limit: limit * 2 }),
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
