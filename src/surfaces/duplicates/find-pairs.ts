import type { Versions } from '../../extraction/versions/versions.ts';
import { neighboursEach } from '../../extraction/cluster/choose-pairs.ts';
import type { HashCopy } from '../../retrieval/hashes/hash-copy.ts';
import { nearestOf } from '../../retrieval/nearest.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { turnedHashes } from '../../signals/near-duplicates/turned-hash.ts';
import { orientations, type Orientation } from '../../signals/perceptual-hash/dihedral.ts';
import { matchDistance } from '../../signals/perceptual-hash/distance.ts';
import { decidingVersions, type AskedContent } from './asked-content.ts';
import type { Pair } from './pair.ts';

/** Copies of one picture that are looked at, the nearest. */
const mostCopies = 2000;

/** Rows asked for beside one that is wanted: many may be of the same files, or frames of videos. */
const spare = 8;

/** Pictures of the catalogue whose hash is that of a copy, in any of eight positions. */
export function findByHashes({ pictures }: AskedContent, hashes: HashCopy): Pair[] {
  return pictures.flatMap(({ words }, picture) => {
    if (!words) return [];
    const nearest = new Map<string, Pair & { readonly copy: NonNullable<Pair['copy']> }>();
    for (const [at, turned] of turnedHashes(words).entries()) {
      const orientation: Orientation = orientations[at] ?? 'original';
      for (const { item, part, distance } of hashes.within(turned, matchDistance)) {
        const key = JSON.stringify([item, part]);
        if (distance >= (nearest.get(key)?.copy.bits ?? Infinity)) continue;
        nearest.set(key, { picture, item, part, copy: { bits: distance, turned: orientation } });
      }
    }
    return [...nearest.values()].toSorted((a, b) => a.copy.bits - b.copy.bits).slice(0, mostCopies);
  });
}

/** Pictures of the catalogue that look likest to the embedding, nearest first. */
export async function findByEmbeddings(
  { pictures }: AskedContent,
  versions: Versions,
  { indexes }: Pick<VectorStores, 'indexes'>,
): Promise<{ readonly pairs: Pair[]; readonly searched: number; readonly behind: boolean }> {
  const ref = decidingVersions.embedding;
  const limit = neighboursEach * spare;
  const answers = await Promise.all(
    pictures.map(async ({ vector }, picture) => {
      if (!vector) return undefined;
      const query = { space: ref, vector };
      const { near, explanation } = await nearestOf(ref, query, { limit }, versions, indexes);
      const pairs = near.map(({ item, part, cosine }): Pair => ({ picture, item, part, cosine }));
      return { pairs, explanation };
    }),
  );
  const found = answers.filter((answer) => answer !== undefined);
  return {
    pairs: found.flatMap(({ pairs }) => pairs),
    searched: Math.max(0, ...found.map(({ explanation }) => explanation.vectors)),
    behind: found.some(({ explanation }) => explanation.behind),
  };
}
