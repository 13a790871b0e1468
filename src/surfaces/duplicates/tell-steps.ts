import type {
  DuplicateComparison,
  EmbeddingStep,
  HashStep,
  PixelStep,
} from '../../contracts/duplicate-check.ts';
import type { Card } from '../../contracts/api.ts';
import { candidateCosine } from '../../extraction/cluster/choose-pairs.ts';
import type { HashCopy } from '../../retrieval/hashes/hash-copy.ts';
import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import { cuttingBounds } from '../../signals/near-duplicates/cutting/compare.ts';
import { turnedHashes } from '../../signals/near-duplicates/turned-hash.ts';
import { orientations, type Orientation } from '../../signals/perceptual-hash/dihedral.ts';
import { hammingDistance, matchDistance } from '../../signals/perceptual-hash/distance.ts';
import type { AskedContent } from './asked-content.ts';
import type { KnownPair } from './pair.ts';

/** How pictures are turned, in words. */
const words: Readonly<Record<Orientation, string>> = {
  original: 'as it is',
  rotate90: 'rotated 90',
  rotate180: 'rotated 180',
  rotate270: 'rotated 270',
  flipVertical: 'flipped upside down',
  flipHorizontal: 'mirrored',
  transpose: 'mirrored and rotated 90',
  antiTranspose: 'mirrored and rotated 270',
};

/** Every step of a pair in numbers, those that decided nothing among them. */
export function tellSteps(
  pair: KnownPair,
  card: Card,
  asked: AskedContent,
  edges: readonly Edge[],
  hashes: HashCopy,
): DuplicateComparison {
  const edge = edges.find(({ b }) => b === pair.content);
  const hash = hashStep(pair, asked, hashes);
  const embedding = embeddingStep(pair);
  const pixels = pixelStep(pair);
  return {
    item: card,
    decidedBy: edge?.by ?? null,
    distance: edge?.distance ?? null,
    hash,
    embedding,
    pixels,
    why: whyOf(pair, edge, { hash, embedding, pixels }),
  };
}

function hashStep(pair: KnownPair, { pictures }: AskedContent, hashes: HashCopy): HashStep | null {
  const most = matchDistance;
  if (pair.copy) {
    return { bits: pair.copy.bits, most, turned: words[pair.copy.turned], isCopy: true };
  }
  const own = pictures[pair.picture]?.words;
  const other = hashes.find(pair.item, pair.part);
  if (!own || !other) return null;
  const distances = turnedHashes(own).map((turned) => hammingDistance(turned, other));
  const bits = Math.min(...distances);
  const turned = orientations[distances.indexOf(bits)] ?? 'original';
  return { bits, most, turned: words[turned], isCopy: bits <= most };
}

function embeddingStep({ cosine }: KnownPair): EmbeddingStep | null {
  if (cosine === undefined) return null;
  return { cosine, least: candidateCosine, isCandidate: cosine >= candidateCosine };
}

function pixelStep({ pixels }: KnownPair): PixelStep | null {
  if (!pixels || 'code' in pixels) return null;
  const { agreement, mirrored, isCutting } = pixels;
  return {
    correlation: agreement?.correlation ?? null,
    gain: agreement?.gain ?? null,
    difference: agreement?.difference ?? null,
    overlap: agreement?.overlap ?? null,
    mirrored,
    bounds: { ...cuttingBounds },
    isCutting,
  };
}

function whyOf(
  pair: KnownPair,
  edge: Edge | undefined,
  { hash, embedding, pixels }: Pick<DuplicateComparison, 'hash' | 'embedding' | 'pixels'>,
): string {
  if (hash?.isCopy && pair.copy) {
    const said = `${hash.bits} of 256 bits of the hashes differ (${hash.turned}), a copy has at most ${hash.most}`;
    return edge ? said : `${said}; but too few of the pictures of the two are near`;
  }
  if (pixels) {
    const alike = `the embeddings are alike (${embedding?.cosine.toFixed(2) ?? '–'})`;
    if (pixels.difference === null) return `${alike}, but the pictures fit nowhere on each other`;
    const laid = `laid on each other, pixels differ by ${pixels.difference.toFixed(2)} of the contrast at worst`;
    if (!pixels.isCutting) return `${alike}, but ${laid}: not one picture`;
    return edge
      ? `${alike} and, ${laid}`
      : `${alike} and, ${laid}; but too few of the pictures are near`;
  }
  if (pair.pixels && 'code' in pair.pixels) {
    return `the embeddings are alike, but the pixels could not be compared: ${pair.pixels.code}`;
  }
  if (embedding && !embedding.isCandidate) {
    return `the likest there is, but the embeddings are not alike enough (${embedding.cosine.toFixed(2)}, ${embedding.least} is needed)`;
  }
  return 'others are nearer: its pixels were not compared';
}
