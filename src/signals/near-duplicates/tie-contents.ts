import type { Edge } from './clusters.ts';

/** A picture of one content that is near a picture of another. */
export interface PictureMatch {
  /** Positions of the contents. */
  readonly a: number;
  readonly b: number;
  /** Positions of the pictures. */
  readonly pictureA: number;
  readonly pictureB: number;
  readonly by: Edge['by'];
  readonly distance: number;
}

/**
 * Contents of several pictures — a video's keyframes, the views of a product — are near each other
 * when more than half of the pictures of the one that has fewer are near some of the other's: one
 * shared title card, or one size chart, ties nothing. Their distance is that of the nearest two
 * pictures.
 *
 * @param picturesOf How many pictures a content has.
 */
export function tieContents(
  matches: readonly PictureMatch[],
  picturesOf: (content: number) => number,
): { readonly a: number; readonly b: number; by: Edge['by']; distance: number }[] {
  const pairs = new Map<string, PictureMatch[]>();
  for (const match of matches) {
    const ordered = match.a < match.b ? match : reversed(match);
    const key = `${ordered.a} ${ordered.b}`;
    const known = pairs.get(key);
    if (known) known.push(ordered);
    else pairs.set(key, [ordered]);
  }
  return [...pairs.values()].flatMap((pair) => {
    const [{ a, b } = { a: 0, b: 0 }] = pair;
    const near = Math.min(
      new Set(pair.map(({ pictureA }) => pictureA)).size,
      new Set(pair.map(({ pictureB }) => pictureB)).size,
    );
    if (near * 2 <= Math.min(picturesOf(a), picturesOf(b))) return [];
    const by = pair.some((match) => match.by === 'hash') ? 'hash' : 'embedding';
    const distances = pair.filter((match) => match.by === by).map(({ distance }) => distance);
    return [{ a, b, by, distance: Math.min(...distances) }];
  });
}

function reversed({ a, b, pictureA, pictureB, ...rest }: PictureMatch): PictureMatch {
  return { a: b, b: a, pictureA: pictureB, pictureB: pictureA, ...rest };
}
