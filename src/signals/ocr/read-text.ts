import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import { regionsToRead } from './cheap-look.ts';
import { textMap } from './detect.ts';
import { detectionsOf, type Detection } from './differentiable-binarisation.ts';
import { mapQuad, quadHeight, quadWidth } from './quad.ts';
import { inReadingOrder } from './reading-order.ts';
import { readLine, type TextLine, type TextModels } from './read-line.ts';
import { wholeOf, type Bounds } from './bounds.ts';

/** The longer side of the picture as the detector sees it at its full scale, in pixels. */
const fullSidePixels = 960;
const maxLines = 100;
const limits = { pixel: 0.3, component: 0.6, count: maxLines };
/** Lower lines cannot be read. */
const minLinePixels = 7;
/** Below these, what is read on pictures without text outweighs what is read on those with it. */
const minConfidence = 0.75;
const minCharacterConfidence = 0.9;

/** Which parts of a picture the detector looks at. */
export type Look = (detector: Model, raster: Raster, scale: number) => Promise<readonly Bounds[]>;

/** Looks at everything: what the cheap look is measured against. */
export const fullLook: Look = async (_detector, raster) => [wholeOf(raster)];

/**
 * The lines of text on an RGB raster in reading order, at most 100: a cheap look, the detector
 * where that found something, the recogniser on each line, and what it is unsure of left out.
 */
export async function readText(
  models: TextModels,
  raster: Raster,
  look: Look = regionsToRead,
): Promise<TextLine[]> {
  const detections = await detectText(models.detector, raster, look);
  const lines: TextLine[] = [];
  for (const { quad } of detections) {
    const line = await readLine(models, raster, quad);
    if (isLegible(line)) lines.push(line);
  }
  return inReadingOrder(lines);
}

/** Rectangles of text in pixels of the raster, the 100 largest at most. */
export async function detectText(
  detector: Model,
  raster: Raster,
  look: Look = regionsToRead,
): Promise<Detection[]> {
  const scale = Math.min(1, fullSidePixels / Math.max(raster.width, raster.height));
  const detections: Detection[] = [];
  for (const region of await look(detector, raster, scale)) {
    const map = await textMap(detector, raster, region, scale);
    for (const { quad, score } of detectionsOf(map, limits)) {
      const placed = mapQuad(quad, ({ x, y }) => ({
        x: region.x0 + x / scale,
        y: region.y0 + y / scale,
      }));
      if (Math.min(quadWidth(placed), quadHeight(placed)) < minLinePixels) continue;
      detections.push({ quad: placed, score });
    }
  }
  return detections.toSorted((a, b) => areaOfQuad(b) - areaOfQuad(a)).slice(0, maxLines);
}

function areaOfQuad({ quad }: Detection): number {
  return quadWidth(quad) * quadHeight(quad);
}

function isLegible({ text, confidence }: TextLine): boolean {
  const characters = text.trim();
  if (characters === '') return false;
  const isSingle = /^.$/u.test(characters);
  return confidence >= (isSingle ? minCharacterConfidence : minConfidence);
}
