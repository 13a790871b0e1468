import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { cosineOf, type Embedding } from '../../signals/embedding.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import type { Candidate } from '../pipeline/candidate.ts';
import { vectorsOf } from '../stages/vectors-of.ts';
import type { CombinedQuery } from './combine.ts';
import type { UnderstoodQuery } from './understand.ts';

/**
 * Leaves out candidates that are nearer to what leads away than to what leads towards them, in the
 * space of pictures and in that of texts. Those without an embedding in a space stay.
 */
export async function leaveUnlike<Of extends Candidate>(
  candidates: readonly Of[],
  { looks, meaning }: Pick<UnderstoodQuery, 'looks' | 'meaning'>,
  versions: Versions,
  signals: SignalStore,
  note: (text: string) => void,
): Promise<Of[]> {
  const kept = await leaveNearer(candidates, looks, versions.live('image_embedding'), signals);
  const rest = await leaveNearer(kept, meaning, versions.live('text_embedding'), signals);
  const left = candidates.length - rest.length;
  if (left > 0) note(`${left} nearer to what leads away`);
  return rest;
}

async function leaveNearer<Of extends Candidate>(
  candidates: readonly Of[],
  query: CombinedQuery | undefined,
  ref: SignalRef<'image_embedding' | 'text_embedding'>,
  signals: SignalStore,
): Promise<Of[]> {
  if (query === undefined || query.away.length === 0) return [...candidates];
  const { towards, away } = query;
  const ids = candidates.map(({ id }) => id);
  const vectors = await vectorsOf(ids, ref, signals);
  return candidates.filter(({ id }) => {
    const vector = vectors.get(id);
    if (!vector) return true;
    const own: Embedding = { space: ref, vector };
    return away.every((other) => cosineOf(own, other) <= cosineOf(own, towards));
  });
}
