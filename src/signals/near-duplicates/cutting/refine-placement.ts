import type { Grey } from './grey.ts';
import type { Placement } from './placement.ts';
import { solve } from './solve.ts';

const iterations = 6;

/**
 * Moves and scales a placement by Gauss and Newton so that brightness differs least, up to a gain
 * and an offset that are solved along with it (Lucas and Kanade, "An Iterative Image Registration
 * Technique", IJCAI 1981; Baker and Matthews, "Lucas-Kanade 20 Years On", IJCV 2004, part 3).
 *
 * @returns undefined where the pictures say nothing about it: too flat, or driven apart.
 */
export function refinePlacement(
  picture: Grey,
  other: Grey,
  start: Placement,
): Placement | undefined {
  let placement = start;
  for (let round = 0; round < iterations; round += 1) {
    const step = stepOf(picture, other, placement);
    if (step === undefined) return undefined;
    const [x = 0, y = 0, scaleX = 0, scaleY = 0] = step;
    placement = {
      x: placement.x + x,
      y: placement.y + y,
      scaleX: placement.scaleX + scaleX,
      scaleY: placement.scaleY + scaleY,
    };
  }
  return placement;
}

/** Unknowns: the step of x, y and both scales, then gain and offset. */
const unknowns = 6;

function stepOf(picture: Grey, other: Grey, placement: Placement): Float64Array | undefined {
  const { x, y, scaleX, scaleY } = placement;
  const { width, height } = other;
  const matrix = new Float64Array(unknowns * unknowns);
  const right = new Float64Array(unknowns);
  const row = new Float64Array(unknowns);
  for (let v = 0; v < picture.height; v += 1) {
    const down = y + scaleY * v;
    const top = Math.floor(down);
    if (top < 0 || top + 1 >= height) continue;
    const low = down - top;
    for (let u = 0; u < picture.width; u += 1) {
      const across = x + scaleX * u;
      const left = Math.floor(across);
      if (left < 0 || left + 1 >= width) continue;
      const near = across - left;
      const at = top * width + left;
      const p00 = other.data[at] ?? 0;
      const p01 = other.data[at + 1] ?? 0;
      const p10 = other.data[at + width] ?? 0;
      const p11 = other.data[at + width + 1] ?? 0;
      const slopeX = (p01 - p00) * (1 - low) + (p11 - p10) * low;
      const slopeY = (p10 - p00) * (1 - near) + (p11 - p01) * near;
      const there =
        (p00 * (1 - near) + p01 * near) * (1 - low) + (p10 * (1 - near) + p11 * near) * low;
      row[0] = slopeX;
      row[1] = slopeY;
      row[2] = slopeX * u;
      row[3] = slopeY * v;
      row[4] = -(picture.data[v * picture.width + u] ?? 0);
      row[5] = -1;
      for (let i = 0; i < unknowns; i += 1) {
        const own = row[i] ?? 0;
        right[i] = (right[i] ?? 0) - own * there;
        for (let j = 0; j <= i; j += 1) {
          const cell = i * unknowns + j;
          matrix[cell] = (matrix[cell] ?? 0) + own * (row[j] ?? 0);
        }
      }
    }
  }
  for (let i = 0; i < unknowns; i += 1) {
    for (let j = i + 1; j < unknowns; j += 1) {
      matrix[i * unknowns + j] = matrix[j * unknowns + i] ?? 0;
    }
  }
  return solve(matrix, right);
}
