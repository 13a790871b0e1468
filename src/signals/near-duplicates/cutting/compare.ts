import { agreementOf, type Agreement } from './agreement.ts';
import { fitBrightness } from './brightness-line.ts';
import { findPlacements } from './find-placements.ts';
import { rescaled, type Placement } from './placement.ts';
import { refinePlacement } from './refine-placement.ts';
import { sampleAt } from './sample.ts';
import { mirroredView, sides, type View } from './view.ts';

/** Below these correlations a placement is not looked at more closely: true ones are far above. */
const promising = { coarse: 0.7, middle: 0.85 } as const;

const placementsTried = 3;

/** Bounds of two cuttings of one picture, measured: docs/decisions, near duplicates. */
export const cuttingBounds = {
  difference: 0.35,
  correlation: 0.9,
  gain: 0.6,
  overlap: 0.5,
} as const;

/** One picture laid on the other. */
export interface Comparison {
  /** Whether one is a cutting of the other, or both are of a third. */
  readonly isCutting: boolean;
  /** Whether one was mirrored for it. */
  readonly mirrored: boolean;
  /** Where they agree best; undefined where they fit nowhere. */
  readonly agreement: Agreement | undefined;
}

/** Whether one picture is a cutting of the other, or both are of a third, mirrored or not. */
export function compareViews(a: View, b: View): Comparison {
  const upright = comparisonOf(a, b, false);
  if (upright.isCutting) return upright;
  const mirrored = comparisonOf(mirroredView(a), b, true);
  const isNearer = differenceOf(mirrored) < differenceOf(upright);
  return mirrored.isCutting || isNearer ? mirrored : upright;
}

function comparisonOf(a: View, b: View, mirrored: boolean): Comparison {
  const agreement = bestAgreement(a, b);
  return { isCutting: agreement !== undefined && isWithinBounds(agreement), mirrored, agreement };
}

function differenceOf({ agreement }: Comparison): number {
  return agreement?.difference ?? Infinity;
}

function isWithinBounds({ correlation, gain, difference, overlap }: Agreement): boolean {
  return (
    difference <= cuttingBounds.difference &&
    correlation >= cuttingBounds.correlation &&
    gain >= cuttingBounds.gain &&
    gain <= 1 / cuttingBounds.gain &&
    overlap >= cuttingBounds.overlap
  );
}

/**
 * Lays one picture on the other where they agree best, at any scale, and says how far they agree
 * there: a search over small rasters, refined over larger ones. Undefined where nothing fits.
 */
export function bestAgreement(a: View, b: View): Agreement | undefined {
  let best: { readonly placement: Placement; readonly correlation: number } | undefined;
  for (const { placement, correlation } of findPlacements(a.coarse, b.coarse, placementsTried)) {
    if (correlation < promising.coarse) break;
    const start = rescaled(placement, sides.middle / sides.coarse);
    const middle = refinePlacement(a.middle, b.middle, start);
    if (middle === undefined) continue;
    const fit = fitBrightness(sampleAt(a.middle, b.middle, middle), a.middle.data);
    if (fit !== undefined && fit.correlation > (best?.correlation ?? promising.middle)) {
      best = { placement: middle, correlation: fit.correlation };
    }
  }
  if (best === undefined) return undefined;
  const start = rescaled(best.placement, sides.fine / sides.middle);
  const fine = refinePlacement(a.fine, b.fine, start);
  return fine && agreementOf(a, b, fine);
}
