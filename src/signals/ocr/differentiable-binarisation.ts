import { findComponents } from './components.ts';
import { minimumAreaRectangle } from './minimum-area-rectangle.ts';
import { quadHeight, quadWidth, type Point, type Quad } from './quad.ts';

/** Text found on a probability map: a rectangle in the map's pixels and how sure the network is. */
export interface Detection {
  readonly quad: Quad;
  /** Mean probability over the text's kernel, 0..1. */
  readonly score: number;
}

/** A probability map of text kernels `[height, width]`, 0..1. */
export interface ProbabilityMap {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export interface BinarisationLimits {
  /** A pixel belongs to text from here on. */
  readonly pixel: number;
  /** A component is text when its mean is at least this. */
  readonly component: number;
  /** Components looked at, largest first. */
  readonly count: number;
}

/** How much larger text is than the shrunken kernel the network was taught to draw. */
const unclipRatio = 1.5;
const shortestSidePixels = 3;

/**
 * The text on a map of differentiable binarisation (Liao et al. 2020, Real-time Scene Text
 * Detection with Differentiable Binarization, section 3.5): binarise, take the connected
 * components, and grow each one's rectangle by `area × 1.5 / perimeter`, undoing the shrinkage of
 * the training labels.
 */
export function detectionsOf(map: ProbabilityMap, limits: BinarisationLimits): Detection[] {
  const components = findComponents(map.data, map.width, map.height, limits.pixel, limits.count);
  const detections: Detection[] = [];
  for (const component of components) {
    if (component.mean < limits.component) continue;
    const kernel = minimumAreaRectangle(component.outline);
    if (Math.min(quadWidth(kernel), quadHeight(kernel)) < shortestSidePixels) continue;
    detections.push({ quad: unclip(kernel), score: component.mean });
  }
  return detections;
}

/** Moves every side of a rectangle outward by `area × ratio / perimeter`. */
export function unclip(quad: Quad, ratio = unclipRatio): Quad {
  const width = quadWidth(quad);
  const height = quadHeight(quad);
  const distance = (width * height * ratio) / (2 * (width + height));
  const along = direction(quad[0], quad[1]);
  const down = direction(quad[0], quad[3]);
  const move = (point: Point, a: number, d: number): Point => ({
    x: point.x + distance * (a * along.x + d * down.x),
    y: point.y + distance * (a * along.y + d * down.y),
  });
  return [move(quad[0], -1, -1), move(quad[1], 1, -1), move(quad[2], 1, 1), move(quad[3], -1, 1)];
}

function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}
