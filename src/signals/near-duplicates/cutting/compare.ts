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
const bounds = { difference: 0.35, correlation: 0.9, gain: 0.6, overlap: 0.5 } as const;

/** Whether one picture is a cutting of the other, or both are of a third, mirrored or not. */
export function areCuttings(a: View, b: View): boolean {
  return [a, mirroredView(a)].some((view) => {
    const agreement = bestAgreement(view, b);
    return agreement !== undefined && isWithinBounds(agreement);
  });
}

function isWithinBounds({ correlation, gain, difference, overlap }: Agreement): boolean {
  return (
    difference <= bounds.difference &&
    correlation >= bounds.correlation &&
    gain >= bounds.gain &&
    gain <= 1 / bounds.gain &&
    overlap >= bounds.overlap
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
