import { createHashIndex } from '../../signals/near-duplicates/hash-index.ts';
import { turnedHashes } from '../../signals/near-duplicates/turned-hash.ts';
import { matchDistance } from '../../signals/perceptual-hash/distance.ts';
import { chooseCandidates, chooseCopies, neighboursEach } from './choose-pairs.ts';
import { nearestVectors } from './nearest-vectors.ts';
import type { Pictures } from './pictures.ts';

/** Two pictures of different contents, by their positions. */
export interface PicturePair {
  readonly a: number;
  readonly b: number;
  /** Bits that differ of matches; 1 − cosine of candidates. */
  readonly distance: number;
}

export interface Matches {
  /** Copies by their hashes, turned and mirrored ones included. */
  readonly copies: readonly PicturePair[];
  /** Pictures that look alike to the embedding: cuttings of each other, or not. */
  readonly candidates: readonly PicturePair[];
}

/** @param searched Positions of the contents whose matches are looked for, among all. */
export function findMatches(pictures: Pictures, searched: ReadonlySet<number>): Matches {
  const copies = findCopies(pictures, searched);
  return { copies, candidates: findCandidates(pictures, searched, copies) };
}

function findCopies(
  { contentOf, hashes, hashed }: Pictures,
  searched: ReadonlySet<number>,
): PicturePair[] {
  const index = createHashIndex(hashes);
  const copies: PicturePair[] = [];
  for (let at = 0; at < hashed.length; at += 1) {
    const a = hashed[at] ?? 0;
    const content = contentOf[a] ?? 0;
    if (!searched.has(content)) continue;
    const nearest = new Map<number, number>();
    for (const hash of turnedHashes(hashes.subarray(at * 8, at * 8 + 8))) {
      for (const { at: other, distance } of index.within(hash, matchDistance)) {
        const b = hashed[other] ?? 0;
        if (contentOf[b] !== content) {
          nearest.set(b, Math.min(distance, nearest.get(b) ?? distance));
        }
      }
    }
    const found = [...nearest].map(([b, distance]) => ({ a, b, distance }));
    copies.push(...chooseCopies(found));
  }
  return copies;
}

function findCandidates(
  { contentOf, vectors, dims, embedded }: Pictures,
  searched: ReadonlySet<number>,
  copies: readonly PicturePair[],
): PicturePair[] {
  const areCopies = new Set(copies.flatMap(({ a, b }) => [keyOf(a, b), keyOf(b, a)]));
  const noted = new Map<string, PicturePair>();
  const nearest = nearestVectors({ vectors, dims }, searched.size);
  for (let at = 0; at < embedded.length; at += 1) {
    const a = embedded[at] ?? 0;
    const content = contentOf[a] ?? 0;
    if (!searched.has(content)) continue;
    const alike = nearest(at, neighboursEach)
      .map(({ at: other, cosine }) => ({ b: embedded[other] ?? 0, cosine }))
      .filter(({ b }) => contentOf[b] !== content && !areCopies.has(keyOf(a, b)));
    for (const { b, cosine } of chooseCandidates(alike)) {
      if (noted.has(keyOf(b, a))) continue;
      noted.set(keyOf(a, b), { a, b, distance: Math.max(0, 1 - cosine) });
    }
  }
  return [...noted.values()];
}

function keyOf(a: number, b: number): string {
  return `${a} ${b}`;
}
