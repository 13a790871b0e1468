import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import { findComponents } from './components.ts';
import { textMap } from './detect.ts';
import { unclip } from './differentiable-binarisation.ts';
import { minimumAreaRectangle } from './minimum-area-rectangle.ts';
import { areaOf, boundsOf, mergeOverlaps, wholeOf, type Bounds } from './bounds.ts';
import { cellPixels, strokeDensity } from './strokes.ts';

/** Strokes a cell from which it may hold small text. */
const textDensity = 4;
/** Strokes a cell down to which a line that was found so goes on: thin letters, wide gaps. */
const lineDensity = 2;
/** The share of the full scale at which the detector looks for large text. */
const coarseShare = 0.4;
const coarseProbability = 0.2;
/** Room around what looks like text: the detector wants to see a line's surroundings. */
const marginPixels = 16;
/** More is the whole picture. */
const maxRegions = 200;
/** Regions of this share of the picture are no cheaper than one run over all of it. */
const wholeShare = 0.75;
/** What a run of the detector costs besides its pixels, in pixels. */
const runPixels = 6000;

/**
 * The regions of a picture worth a look at the detector's full scale; none when nothing looks like
 * writing. Small text is sought by its strokes on the picture itself, large text by the detector at
 * two fifths of the full scale (a sixth of the cost): each sees what the other cannot.
 *
 * @param scale The detector's full scale: map pixels for each pixel of the picture.
 */
export async function regionsToRead(
  detector: Model,
  raster: Raster,
  scale: number,
): Promise<Bounds[]> {
  const whole = wholeOf(raster);
  const small = mergeOverlaps(smallTextRegions(raster));
  if (isWholeCheaper(small, whole, scale)) return [whole];
  const large = await largeTextRegions(detector, raster, scale);
  const regions = mergeOverlaps([...small, ...large]);
  return isWholeCheaper(regions, whole, scale) ? [whole] : regions;
}

/** Where strokes lie as densely as in letters of up to about 40 pixels. */
function smallTextRegions(raster: Raster): Bounds[] {
  const { columns, rows, data } = strokeDensity(raster);
  return findComponents(data, columns, rows, lineDensity, maxRegions)
    .filter(({ peak }) => peak >= textDensity)
    .map(({ outline }) => around(boundsOf(outline), cellPixels, raster));
}

/** Where the detector sees text on the picture drawn small. */
async function largeTextRegions(model: Model, raster: Raster, scale: number): Promise<Bounds[]> {
  const map = await textMap(model, raster, wholeOf(raster), scale * coarseShare);
  return findComponents(map.data, map.width, map.height, coarseProbability, maxRegions).map(
    ({ outline }) => {
      const text = unclip(minimumAreaRectangle(outline));
      return around(boundsOf(text), 1 / (scale * coarseShare), raster);
    },
  );
}

/** Bounds in units of so many pixels, with room around them, in pixels of the raster. */
function around({ x0, y0, x1, y1 }: Bounds, unit: number, raster: Raster): Bounds {
  return {
    x0: Math.max(0, x0 * unit - marginPixels),
    y0: Math.max(0, y0 * unit - marginPixels),
    x1: Math.min(raster.width, x1 * unit + marginPixels),
    y1: Math.min(raster.height, y1 * unit + marginPixels),
  };
}

function isWholeCheaper(regions: readonly Bounds[], whole: Bounds, scale: number): boolean {
  const cost = regions.reduce((sum, region) => sum + areaOf(region) * scale ** 2 + runPixels, 0);
  return cost > wholeShare * areaOf(whole) * scale ** 2;
}
