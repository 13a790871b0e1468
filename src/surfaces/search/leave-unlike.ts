import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { findWithWords } from '../../retrieval/words/rank-by-words.ts';
import { cosineOf, type Embedding } from '../../signals/embedding.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import type { Candidate } from '../pipeline/candidate.ts';
import { vectorsOf } from '../stages/vectors-of.ts';
import type { CombinedQuery } from './combine.ts';
import type { Searcher } from './searcher.ts';
import type { UnderstoodQuery } from './understand.ts';

/**
 * Leaves out candidates that have all the words of a part that leads away, and those that are nearer
 * to what leads away than to what leads towards them, in the space of pictures and in that of texts.
 * Those without an embedding in a space stay there.
 */
export async function leaveUnlike<Of extends Candidate>(
  candidates: readonly Of[],
  { looks, meaning, unwanted }: Pick<UnderstoodQuery, 'looks' | 'meaning' | 'unwanted'>,
  { versions, stores }: { readonly versions: Versions; readonly stores: Searcher['stores'] },
  note: (text: string) => void,
): Promise<Of[]> {
  const { db, signals } = stores;
  const ids = candidates.map(({ id }) => id);
  const having = await Promise.all(unwanted.map((words) => findWithWords(db, words, ids)));
  const without = candidates.filter(({ id }) => !having.some((items) => items.has(id)));
  const alike = await leaveNearer(without, looks, versions.live('image_embedding'), signals);
  const rest = await leaveNearer(alike, meaning, versions.live('text_embedding'), signals);
  const words = candidates.length - without.length;
  const nearer = without.length - rest.length;
  if (words > 0) note(`${words} with words that lead away`);
  if (nearer > 0) note(`${nearer} nearer to what leads away`);
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
