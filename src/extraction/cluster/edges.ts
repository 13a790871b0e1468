import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import { tieContents, type PictureMatch } from '../../signals/near-duplicates/tie-contents.ts';
import type { PicturePair } from './find-matches.ts';
import type { Pictures } from './pictures.ts';

/** From pictures that are copies or cuttings of each other to contents that are. */
export function edgesOf(
  { contents, contentOf }: Pick<Pictures, 'contents' | 'contentOf'>,
  copies: readonly PicturePair[],
  cuttings: readonly PicturePair[],
): Edge[] {
  const counts = new Uint32Array(contents.length);
  for (const content of contentOf) counts[content] = (counts[content] ?? 0) + 1;
  const matchOf =
    (by: Edge['by']) =>
    ({ a, b, distance }: PicturePair): PictureMatch => ({
      a: contentOf[a] ?? 0,
      b: contentOf[b] ?? 0,
      pictureA: a,
      pictureB: b,
      by,
      distance,
    });
  const matches = [...copies.map(matchOf('hash')), ...cuttings.map(matchOf('embedding'))];
  return tieContents(matches, (content) => counts[content] ?? 0).map(({ a, b, by, distance }) => ({
    a: contents[a] ?? '',
    b: contents[b] ?? '',
    by,
    distance,
  }));
}
