import type { Point } from './quad.ts';

/** An upright rectangle in pixels: `x0 ≤ x1`, `y0 ≤ y1`. */
export interface Bounds {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The smallest upright rectangle around points. */
export function boundsOf(points: readonly Point[]): Bounds {
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (const { x, y } of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return { x0, y0, x1, y1 };
}

export function wholeOf(raster: { readonly width: number; readonly height: number }): Bounds {
  return { x0: 0, y0: 0, x1: raster.width, y1: raster.height };
}

export function areaOf({ x0, y0, x1, y1 }: Bounds): number {
  return (x1 - x0) * (y1 - y0);
}

/** Joins rectangles that overlap into the rectangle around both, until none do. */
export function mergeOverlaps(regions: readonly Bounds[]): Bounds[] {
  const merged: Bounds[] = [];
  for (const region of regions) {
    let joined = region;
    for (;;) {
      const index = merged.findIndex((other) => overlap(joined, other));
      const [other] = index === -1 ? [] : merged.splice(index, 1);
      if (other === undefined) break;
      joined = {
        x0: Math.min(joined.x0, other.x0),
        y0: Math.min(joined.y0, other.y0),
        x1: Math.max(joined.x1, other.x1),
        y1: Math.max(joined.y1, other.y1),
      };
    }
    merged.push(joined);
  }
  return merged;
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

export function isSameBounds(a: Bounds, b: Bounds): boolean {
  return a.x0 === b.x0 && a.y0 === b.y0 && a.x1 === b.x1 && a.y1 === b.y1;
}
