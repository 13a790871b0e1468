import type { Point, Quad } from './quad.ts';

/**
 * The rectangle of the smallest area around points, any angle, corners clockwise on the screen.
 * One of its sides lies on an edge of the convex hull (Freeman and Shapira 1975), so each edge is
 * tried; a hull has few.
 */
export function minimumAreaRectangle(points: readonly Point[]): Quad {
  const hull = convexHull(points);
  let best: { area: number; quad: Quad } | undefined;
  for (const [index, from] of hull.entries()) {
    const to = hull[(index + 1) % hull.length] ?? from;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const along = length === 0 ? { x: 1, y: 0 } : unit(from, to, length);
    const candidate = rectangleAlong(hull, along);
    if (best === undefined || candidate.area < best.area) best = candidate;
  }
  if (best === undefined) throw new RangeError('a rectangle needs at least one point');
  return best.quad;
}

function unit(from: Point, to: Point, length: number): Point {
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function rectangleAlong(hull: readonly Point[], along: Point): { area: number; quad: Quad } {
  let minU = Infinity;
  let maxU = -Infinity;
  let minV = Infinity;
  let maxV = -Infinity;
  for (const point of hull) {
    const u = point.x * along.x + point.y * along.y;
    const v = point.y * along.x - point.x * along.y;
    minU = Math.min(minU, u);
    maxU = Math.max(maxU, u);
    minV = Math.min(minV, v);
    maxV = Math.max(maxV, v);
  }
  const corner = (u: number, v: number): Point => ({
    x: u * along.x - v * along.y,
    y: u * along.y + v * along.x,
  });
  return {
    area: (maxU - minU) * (maxV - minV),
    quad: [corner(minU, minV), corner(maxU, minV), corner(maxU, maxV), corner(minU, maxV)],
  };
}

/** The convex hull of points by monotone chains (Andrew 1979), without repeated points. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const lower = chain(sorted);
  const upper = chain(sorted.toReversed());
  const hull = [...lower.slice(0, -1), ...upper.slice(0, -1)];
  return hull.length === 0 ? sorted.slice(0, 1) : hull;
}

function chain(sorted: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of sorted) {
    for (;;) {
      const last = kept.at(-1);
      const previous = kept.at(-2);
      if (last === undefined || previous === undefined) break;
      const turn =
        (last.x - previous.x) * (point.y - previous.y) -
        (last.y - previous.y) * (point.x - previous.x);
      if (turn > 0) break;
      kept.pop();
    }
    kept.push(point);
  }
  return kept;
}
