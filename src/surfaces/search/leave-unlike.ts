import type { Versions } from '../../extraction/versions/versions.ts';
import type { TermsReader } from '../../retrieval/words/query-terms.ts';
import { findWithWords } from '../../retrieval/words/rank-by-words.ts';
import { cosineOf, type Embedding } from '../../signals/embedding.ts';
import type { Candidate } from '../pipeline/candidate.ts';
import { vectorsOf, type ItemSpace } from '../stages/vectors-of.ts';
import type { CombinedQuery } from './combine.ts';
import type { QueryVectors } from './embed-parts.ts';
import type { Searcher } from './searcher.ts';
import type { UnderstoodQuery } from './understand.ts';

/** What of a search leads away. */
type Unlike = QueryVectors & Pick<UnderstoodQuery, 'unwanted'>;

interface Reading {
  readonly versions: Versions;
  readonly stores: Searcher['stores'];
  readonly readTerms: TermsReader;
}

/**
 * Leaves out candidates that have all the words of a part that leads away, and those that are nearer
 * to what leads away than to what leads towards them, in the space of pictures and in that of texts.
 * Those without an embedding in a space stay there.
 */
export async function leaveUnlike<Of extends Candidate>(
  candidates: readonly Of[],
  { looks, meaning, unwanted }: Unlike,
  { versions, stores, readTerms }: Reading,
  note: (text: string) => void,
): Promise<Of[]> {
  const ids = candidates.map(({ id }) => id);
  const having = await Promise.all(
    unwanted.map((words) => findWithWords(stores.db, words, ids, readTerms)),
  );
  const without = candidates.filter(({ id }) => !having.some((items) => items.has(id)));
  const leaving = await Promise.all([
    findNearer(without, looks, versions.live('image_embedding'), { versions, stores }),
    findNearer(without, meaning, versions.live('text_embedding'), { versions, stores }),
  ]);
  const rest = without.filter(({ id }) => !leaving.some((items) => items.has(id)));
  const words = candidates.length - without.length;
  const nearer = without.length - rest.length;
  if (words > 0) note(`${words} with words that lead away`);
  if (nearer > 0) note(`${nearer} nearer to what leads away`);
  return rest;
}

async function findNearer(
  candidates: readonly Candidate[],
  query: CombinedQuery | undefined,
  ref: ItemSpace,
  { versions, stores }: Pick<Reading, 'versions' | 'stores'>,
): Promise<ReadonlySet<string>> {
  if (query === undefined || query.away.length === 0) return new Set();
  const { towards, away } = query;
  const ids = candidates.map(({ id }) => id);
  const vectors = await vectorsOf(ids, ref, versions, stores);
  const nearer = ids.filter((id) => {
    const vector = vectors.get(id);
    if (!vector) return false;
    const own: Embedding = { space: ref, vector };
    const wanted = cosineOf(own, towards);
    return away.some((other) => cosineOf(own, other) > wanted);
  });
  return new Set(nearer);
}
