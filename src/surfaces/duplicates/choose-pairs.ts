import {
  chooseCandidates,
  chooseCopies,
  neighboursEach,
} from '../../extraction/cluster/choose-pairs.ts';
import type { AskedContent } from './asked-content.ts';
import type { KnownPair } from './pair.ts';

/** Of the pairs of each picture what clusters would be made with: copies, and whose pixels are compared. */
export function choosePairs(
  pairs: readonly KnownPair[],
  { pictures }: AskedContent,
): { readonly copies: KnownPair[]; readonly candidates: KnownPair[] } {
  const chosen = pictures.map(({ file }, picture) => {
    const own = pairs.filter((pair) => pair.picture === picture);
    const copies = chooseCopies(
      own.flatMap((pair) => (pair.copy ? [{ pair, distance: pair.copy.bits }] : [])),
    ).map(({ pair }) => pair);
    const areCopies = new Set(copies.map(keyOf));
    const alike = own
      .flatMap((pair) =>
        pair.cosine !== undefined && pair.file !== '' && file !== ''
          ? [{ ...pair, cosine: pair.cosine }]
          : [],
      )
      .toSorted((a, b) => b.cosine - a.cosine)
      // In the catalogue the picture itself is the first of its neighbours.
      .slice(0, neighboursEach - 1);
    return {
      copies,
      candidates: chooseCandidates(alike.filter((pair) => !areCopies.has(keyOf(pair)))),
    };
  });
  return {
    copies: chosen.flatMap(({ copies }) => copies),
    candidates: chosen.flatMap(({ candidates }) => candidates),
  };
}

function keyOf({ content, part }: KnownPair): string {
  return JSON.stringify([content, part]);
}
