import type { Quad } from './quad.ts';
import type { Frame, Normalisation } from './sample.ts';

/** Bytes to −1..1, as PP-OCR's recogniser and orientation classifier were trained. */
export const signedNormalisation: Normalisation = {
  mean: [0.5, 0.5, 0.5],
  deviation: [0.5, 0.5, 0.5],
};

/** The frame that draws a turned rectangle upright as `width × height` pixels. */
export function lineFrame(quad: Quad, width: number, height: number): Frame {
  const [start, end, , below] = quad;
  return {
    origin: start,
    right: { x: (end.x - start.x) / width, y: (end.y - start.y) / width },
    down: { x: (below.x - start.x) / height, y: (below.y - start.y) / height },
  };
}
