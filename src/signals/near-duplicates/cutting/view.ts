import type { Raster } from '../../../contracts/raster.ts';
import { chromaOf, greyOf, mirrored, sized, type Grey } from './grey.ts';

/** Pixels along the longer side: of the search, of the first and of the last refinement. */
export const sides = { coarse: 20, middle: 48, fine: 128 } as const;

/** A picture as it is compared with others: three sizes in grey, and the largest's colours. */
export interface View {
  readonly coarse: Grey;
  readonly middle: Grey;
  readonly fine: Grey;
  /** How much redder and bluer than grey, each of the size of `fine`. */
  readonly chroma: readonly Grey[];
}

/** @param raster `small256` of the picture. */
export function viewOf(raster: Raster): View {
  const chroma = chromaOf(raster).map((plane) => sized(plane, sides.fine));
  const fine = sized(greyOf(raster), sides.fine);
  return { coarse: sized(fine, sides.coarse), middle: sized(fine, sides.middle), fine, chroma };
}

export function mirroredView({ coarse, middle, fine, chroma }: View): View {
  return {
    coarse: mirrored(coarse),
    middle: mirrored(middle),
    fine: mirrored(fine),
    chroma: chroma.map(mirrored),
  };
}
