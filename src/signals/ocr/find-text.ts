import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import { boundsOf, isSameBounds, mergeOverlaps, wholeOf, type Bounds } from './bounds.ts';
import { regionsToRead } from './cheap-look.ts';
import { textMap } from './detect.ts';
import { detectionsOf, type Detection } from './differentiable-binarisation.ts';
import { mapQuad, quadHeight, quadWidth } from './quad.ts';

/** The longer side of the picture as the detector sees it at its full scale, in pixels. */
const fullSidePixels = 960;
const maxLines = 100;
const limits = { pixel: 0.3, component: 0.6, count: maxLines };
/** Lower lines cannot be read. */
const minLinePixels = 7;
/** How often a region grows; then what it shows is taken as it is. */
const maxGrowths = 3;
/** A line that ends this near to the edge of its region may go on, in line heights … */
const nearEdge = 0.2;
/** … and the region is then grown by so many. */
const growth = 6;

/** Which parts of a picture the detector looks at. */
export type Look = (detector: Model, raster: Raster, scale: number) => Promise<readonly Bounds[]>;

/** Looks at everything: what the cheap look is measured against. */
export const fullLook: Look = async (_detector, raster) => [wholeOf(raster)];

/**
 * Rectangles of text in pixels of an RGB raster, the 100 largest at most. A region whose text
 * reaches its edge is grown there and looked at again, three times at most.
 */
export async function findText(
  detector: Model,
  raster: Raster,
  look: Look = regionsToRead,
): Promise<Detection[]> {
  const scale = Math.min(1, fullSidePixels / Math.max(raster.width, raster.height));
  let pending: readonly Bounds[] = await look(detector, raster, scale);
  let seen: { region: Bounds; found: Detection[] }[] = [];
  for (let growths = 0; pending.length > 0; growths += 1) {
    const grown: Bounds[] = [];
    for (const region of pending) {
      const found = await detectIn(detector, raster, region, scale);
      const larger = growths < maxGrowths ? grow(region, found, raster) : region;
      if (isSameBounds(larger, region)) seen.push({ region, found });
      else grown.push(larger);
    }
    const regions = grown.length === 0 ? [] : mergeOverlaps([...grown, ...seen.map(regionOf)]);
    const isStill = (one: Bounds) => regions.some((region) => isSameBounds(one, region));
    if (regions.length > 0) seen = seen.filter(({ region }) => isStill(region));
    pending = regions.filter((region) => !seen.some((one) => isSameBounds(one.region, region)));
  }
  const all = seen.flatMap(({ found }) => found);
  return all.toSorted((a, b) => areaOf(b) - areaOf(a)).slice(0, maxLines);
}

async function detectIn(
  detector: Model,
  raster: Raster,
  region: Bounds,
  scale: number,
): Promise<Detection[]> {
  const map = await textMap(detector, raster, region, scale);
  return detectionsOf(map, limits)
    .map(({ quad, score }) => ({
      score,
      quad: mapQuad(quad, ({ x, y }) => ({ x: region.x0 + x / scale, y: region.y0 + y / scale })),
    }))
    .filter(({ quad }) => shorterSide(quad) >= minLinePixels);
}

function grow(region: Bounds, found: readonly Detection[], raster: Raster): Bounds {
  let { x0, y0, x1, y1 } = region;
  for (const { quad } of found) {
    const line = boundsOf(quad);
    const height = shorterSide(quad);
    if (line.x0 - region.x0 < nearEdge * height) x0 = Math.min(x0, region.x0 - growth * height);
    if (line.y0 - region.y0 < nearEdge * height) y0 = Math.min(y0, region.y0 - growth * height);
    if (region.x1 - line.x1 < nearEdge * height) x1 = Math.max(x1, region.x1 + growth * height);
    if (region.y1 - line.y1 < nearEdge * height) y1 = Math.max(y1, region.y1 + growth * height);
  }
  return {
    x0: Math.max(0, x0),
    y0: Math.max(0, y0),
    x1: Math.min(raster.width, x1),
    y1: Math.min(raster.height, y1),
  };
}

function regionOf({ region }: { readonly region: Bounds }): Bounds {
  return region;
}

function shorterSide(quad: Detection['quad']): number {
  return Math.min(quadWidth(quad), quadHeight(quad));
}

function areaOf({ quad }: Detection): number {
  return quadWidth(quad) * quadHeight(quad);
}
