import { fileOfPart } from '../../extraction/cluster/load-pictures.ts';
import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import { tieContents, type PictureMatch } from '../../signals/near-duplicates/tie-contents.ts';
import { worthlessQuality } from '../../signals/perceptual-hash/distance.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { decidingVersions, type AskedContent } from './asked-content.ts';
import { isCutting, type KnownPair } from './pair.ts';

/** The contents that the one asked about is a near-duplicate of, by the rule that ties contents. */
export async function tieAsked(
  asked: AskedContent,
  pairs: readonly KnownPair[],
  signals: SignalStore,
): Promise<Edge[]> {
  const contents = [...new Set(pairs.map(({ content }) => content))];
  const counts = await countPictures(pairs, signals);
  const places = new Map<string, number>();
  const placeOf = (key: string) => {
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return place;
  };
  // The content asked about is number 0.
  const matches = pairs.flatMap((pair): PictureMatch[] => {
    const ends = {
      a: 0,
      b: contents.indexOf(pair.content) + 1,
      pictureA: placeOf(`asked ${pair.picture}`),
      pictureB: placeOf(JSON.stringify([pair.content, pair.part])),
    };
    if (pair.copy) return [{ ...ends, by: 'hash', distance: pair.copy.bits }];
    if (!isCutting(pair)) return [];
    return [{ ...ends, by: 'embedding', distance: Math.max(0, 1 - (pair.cosine ?? 1)) }];
  });
  const own = asked.pictures.filter(({ words, vector }) => words ?? vector).length;
  const picturesOf = (place: number) =>
    place === 0 ? own : (counts.get(contents[place - 1] ?? '') ?? 1);
  return tieContents(matches, picturesOf).map(({ b, by, distance }) => ({
    a: asked.content,
    b: contents[b - 1] ?? '',
    by,
    distance,
  }));
}

/** Pictures of contents that may have several, by content. */
async function countPictures(
  pairs: readonly KnownPair[],
  signals: SignalStore,
): Promise<ReadonlyMap<string, number>> {
  const several = new Map(
    pairs
      .filter(({ assets }) => assets.length > 1 || assets[0]?.medium === 'video')
      .map((pair) => [pair.item, pair]),
  );
  if (several.size === 0) return new Map();
  const items = [...several.keys()];
  const [hashes, embeddings] = await Promise.all([
    (await tableOf(signals, decidingVersions.hash)).recordsOf(items),
    (await tableOf(signals, decidingVersions.embedding)).recordsOf(items),
  ]);
  const parts = new Map<string, Set<string>>();
  const note = (item: string, part: string) => {
    const pair = several.get(item);
    if (!pair || fileOfPart(part, pair.assets) === undefined) return;
    parts.set(pair.content, (parts.get(pair.content) ?? new Set()).add(part));
  };
  for (const { item, part, value } of hashes) {
    if (value && value.quality > worthlessQuality) note(item, part);
  }
  for (const { item, part, value } of embeddings) if (value) note(item, part);
  return new Map([...parts].map(([content, own]) => [content, own.size]));
}
