import type { EdgeWork } from '../../extraction/cluster/edge-work.ts';
import { inOrder } from '../../extraction/cluster/find-edges.ts';
import type { AskedContent } from './asked-content.ts';
import type { KnownPair } from './pair.ts';

/** Lays the pictures of pairs on each other, in other threads. */
export async function comparePixels(
  pairs: readonly KnownPair[],
  { pictures }: AskedContent,
  blobsFolder: string,
  work: Pick<EdgeWork, 'compare'>,
): Promise<KnownPair[]> {
  if (pairs.length === 0) return [];
  const held = new Map(pictures.flatMap(({ file, bytes }) => (bytes ? [[file, bytes]] : [])));
  const answers = await work.compare({
    blobsFolder,
    pairs: pairs.map(({ picture, file }) => inOrder(pictures[picture]?.file ?? '', file)),
    held,
  });
  return pairs.map((pair, at) => {
    const pixels = answers[at];
    return pixels ? { ...pair, pixels } : pair;
  });
}
