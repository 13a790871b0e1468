/** A point in pixels of a raster; pixel (0, 0) covers 0..1 on both axes. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A rectangle that may be turned, as its corners clockwise on the screen. Where text was read the
 * first corner is the top left of the text as it is read, so the first edge runs along the line.
 */
export type Quad = readonly [Point, Point, Point, Point];

/** Length of the first edge: the width of the text. */
export function quadWidth(quad: Quad): number {
  return Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y);
}

/** Length of the last edge: the height of the text. */
export function quadHeight(quad: Quad): number {
  return Math.hypot(quad[3].x - quad[0].x, quad[3].y - quad[0].y);
}

/** The same rectangle, read from the corner `quarters` further on (clockwise, 0..3). */
export function turnQuad(quad: Quad, quarters: 0 | 1 | 2 | 3): Quad {
  const [a, b, c, d] = quad;
  switch (quarters) {
    case 0:
      return quad;
    case 1:
      return [b, c, d, a];
    case 2:
      return [c, d, a, b];
    case 3:
      return [d, a, b, c];
  }
}

/** The rectangle with each point moved by `map`. */
export function mapQuad(quad: Quad, map: (point: Point) => Point): Quad {
  return [map(quad[0]), map(quad[1]), map(quad[2]), map(quad[3])];
}
