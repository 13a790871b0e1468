import type { Box } from '../contracts/box.ts';
import type { SearchResults } from '../contracts/api.ts';
import { inputError } from '../base/errors.ts';
import type { Stores } from '../extraction/stores.ts';
import type { ExtractionPools } from '../extraction/workers/pools.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import type { Embedding } from '../signals/embedding.ts';
import { tableOf } from '../storage/lance/table-of.ts';
import { clipBox } from './clip-box.ts';
import { rankByDepiction } from './depiction-route.ts';
import { filterOf } from './indexes/item-filter.ts';
import { comparedBy, findLookalikes, type LooksLike } from './picture-route.ts';
import { presentHits, type Candidate, type SearchOptions } from './present.ts';
import { embedPicture, embedWords } from './query-embedding.ts';
import { fuseRankings } from './ranking.ts';
import { requireItem } from './require-item.ts';
import { rankByMeaning, rankByWords, unrelated, type WordMatch } from './text-route.ts';
import type { VectorStores } from './vector-stores.ts';

export interface Searcher {
  readonly stores: VectorStores & Pick<Stores, 'blobs'>;
  readonly pools: ExtractionPools;
}

/** Items left over for those that are unsafe or gone. */
const spare = 2;

/** Where words answer the query, what only means something alike must do so closely. */
const closelyRelated = 0.5;

const tiers: Readonly<Record<WordMatch, number>> = { title: 2, all: 1, some: 0 };

/**
 * Finds items by words, by meaning, and by looks where the encoder of pictures knows words, joined by
 * rank within three tiers: the title is the query, all words match, the rest. The score is in the
 * third of 0..1 that is the tier's.
 */
export async function searchByText(
  text: string,
  options: SearchOptions,
  { stores, pools }: Searcher,
): Promise<SearchResults> {
  const begun = performance.now();
  if (text.trim() === '') throw inputError('no-query', 'Expected words to search for, got none.');
  const reach = options.limit * spare;
  const versions = await readVersions(stores.db);
  const { registry } = versions;
  const [words, query] = await Promise.all([
    rankByWords(stores.db, text, { limit: reach, filters: options.filters }),
    embedWords(text, versions.live('text_embedding'), { pools, registry }),
  ]);
  const isAnswered = [...words.matches.values()].some((match) => match !== 'some');
  const least = isAnswered ? closelyRelated : unrelated;
  const wanted = { limit: reach, filter: filterIn(options, stores), least };
  const meaning = query && (await rankByMeaning(query, wanted, versions, stores.indexes));
  const tierOf = (id: string) => tiers[words.matches.get(id) ?? 'some'];
  const seen = { limit: reach, filter: filterIn(options, stores) };
  const depiction = await rankByDepiction(text, seen, versions, stores, pools);
  const rankings = [words, meaning, depiction].filter((ranking) => ranking !== undefined);
  const candidates = fuseRankings(rankings)
    .map(({ id, score, why }) => ({ id, why, score: (tierOf(id) + score) / 3 }))
    .toSorted((a, b) => b.score - a.score);
  const refs = [
    ...(meaning ? [versions.live('text_embedding')] : []),
    ...(depiction ? comparedBy(versions) : []),
  ];
  const explanations = [
    ...(meaning ? [meaning.explanation] : []),
    ...(depiction?.explanations ?? []),
  ];
  const route = routeOfWords(meaning !== undefined, depiction !== undefined);
  const how = { route, refs, explanations };
  return await presentHits(candidates, how, options, stores.db, begun);
}

/** Finds items that look like a picture, or like the part of it inside a box. */
export async function searchByPicture(
  { bytes, box }: { readonly bytes: Uint8Array; readonly box?: Box },
  options: SearchOptions,
  { stores, pools }: Searcher,
): Promise<SearchResults> {
  const begun = performance.now();
  const versions = await readVersions(stores.db);
  const picture = { bytes, ...(box && { box: clipBox(box) }) };
  const query = await embedPicture(picture, versions.live('image_embedding'), {
    pools,
    registry: versions.registry,
  });
  const wanted = { limit: options.limit * spare, filter: filterIn(options, stores) };
  const { found, explanations } = await findLookalikes(query, wanted, versions, stores);
  const how = { route: routeOf(box), refs: comparedBy(versions), explanations };
  return await presentHits(found.map(candidateOf), how, options, stores.db, begun);
}

/**
 * Finds items that look like one of the catalogue, or like a part of its picture.
 *
 * @throws not-found `no-item`; input `no-picture` where the item has none to compare.
 */
export async function searchByItem(
  id: string,
  box: Box | undefined,
  options: SearchOptions,
  { stores, pools }: Searcher,
): Promise<SearchResults> {
  const begun = performance.now();
  const versions = await readVersions(stores.db);
  const ref = versions.live('image_embedding');
  const query = box
    ? await embedPicture({ path: await picturePath(id, stores), box: clipBox(box) }, ref, {
        pools,
        registry: versions.registry,
      })
    : await storedEmbedding(id, ref, stores);
  const wanted = { limit: options.limit * spare + 1, filter: filterIn(options, stores) };
  const { found, explanations } = await findLookalikes(query, wanted, versions, stores);
  const others = found.filter((candidate) => candidate.id !== id).map(candidateOf);
  const how = { route: routeOf(box), refs: comparedBy(versions), explanations };
  return await presentHits(others, how, options, stores.db, begun);
}

function filterIn({ filters }: SearchOptions, { db }: Pick<Stores, 'db'>) {
  return filters && filterOf(filters, db);
}

function routeOfWords(hasMeaning: boolean, hasDepiction: boolean): string {
  const joined = [
    ...(hasMeaning ? ['the meaning of texts'] : []),
    ...(hasDepiction ? ['the looks of pictures'] : []),
  ];
  if (joined.length === 0) return 'words only: the text model knows none of these';
  return `words of titles, tags, descriptions, objects and text in pictures, joined with ${joined.join(' and ')}`;
}

function routeOf(box: Box | undefined): string {
  return `looks of whole pictures and of the objects in them${box ? ', by a part of the picture' : ''}`;
}

function candidateOf({ id, score, box, label }: LooksLike): Candidate {
  const why = label === undefined ? 'the picture looks alike' : `its ${label} looks alike`;
  return { id, score: Math.max(0, score), why, ...(box && { box }) };
}

async function storedEmbedding(
  id: string,
  ref: SignalRef<'image_embedding'>,
  { signals, db }: Searcher['stores'],
): Promise<Embedding> {
  const table = await tableOf(signals, ref);
  const own = (await table.recordsOf([id])).find(({ part }) => part === '');
  if (own?.value) return { space: ref, vector: own.value.vector };
  await requireItem(id, db);
  const reason = own?.reason ?? 'it was not computed yet';
  throw inputError('no-picture', `The item ${id} has no embedding of a picture: ${reason}.`);
}

async function picturePath(id: string, { db, blobs }: Searcher['stores']): Promise<string> {
  const { assets } = await requireItem(id, db);
  const image = assets.find(({ medium }) => medium === 'image');
  if (image) return await blobs.localPath(image.digest);
  throw inputError('no-picture', `The item ${id} has no picture to cut a part from.`);
}
