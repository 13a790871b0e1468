/**
 * The largest mean difference, either way, of any square of that side of which at least half is
 * known. Differences that change sign within a square, as those along an edge do that is a
 * fraction of a pixel off, cancel out; those of another content do not.
 *
 * @param differences `[height, width]`, NaN where unknown.
 */
export function worstSquare(
  differences: Float32Array,
  { width, height, side }: { width: number; height: number; side: number },
): number {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const counts = new Int32Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let [sum, count] = [0, 0];
    for (let x = 0; x < width; x += 1) {
      const difference = differences[y * width + x] ?? Number.NaN;
      if (!Number.isNaN(difference)) {
        sum += difference;
        count += 1;
      }
      const at = (y + 1) * stride + x + 1;
      sums[at] = (sums[at - stride] ?? 0) + sum;
      counts[at] = (counts[at - stride] ?? 0) + count;
    }
  }
  let worst = 0;
  for (let y = 0; y + side <= height; y += 1) {
    for (let x = 0; x + side <= width; x += 1) {
      const at = y * stride + x;
      const count = inSquare(counts, at, stride, side);
      if (count * 2 < side * side) continue;
      worst = Math.max(worst, Math.abs(inSquare(sums, at, stride, side)) / count);
    }
  }
  return worst;
}

function inSquare(
  integral: Float64Array | Int32Array,
  at: number,
  stride: number,
  side: number,
): number {
  const below = at + side * stride;
  return (
    (integral[below + side] ?? 0) -
    (integral[at + side] ?? 0) -
    (integral[below] ?? 0) +
    (integral[at] ?? 0)
  );
}
