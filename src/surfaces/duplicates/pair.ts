import type { Asset } from '../../contracts/item.ts';
import type { Orientation } from '../../signals/perceptual-hash/dihedral.ts';
import type { Comparison } from '../../signals/near-duplicates/cutting/compare.ts';

/** A picture that is asked about and one of the catalogue, with what the steps said of the two. */
export interface Pair {
  /** The place of the picture among those asked about. */
  readonly picture: number;
  readonly item: string;
  readonly part: string;
  /** Bits that differ, at most those of a copy, and how the picture was turned for it. */
  readonly copy?: { readonly bits: number; readonly turned: Orientation };
  readonly cosine?: number;
}

/** A pair of which the catalogue knows the item. */
export interface KnownPair extends Pair {
  readonly content: string;
  /** SHA-256 of the file; empty for a frame of a video. */
  readonly file: string;
  readonly assets: readonly Asset[];
  /** How the pixels agree, where they were compared, or the code of why nobody can say. */
  readonly pixels?: Comparison | { readonly code: string };
}

export function isCutting({ pixels }: KnownPair): boolean {
  return pixels !== undefined && 'isCutting' in pixels && pixels.isCutting;
}
