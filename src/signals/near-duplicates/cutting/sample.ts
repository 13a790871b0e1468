import type { Grey } from './grey.ts';
import type { Placement } from './placement.ts';

/** The other picture's brightness at each pixel of a picture, between its pixels by lines; NaN outside. */
export function sampleAt(
  { width, height }: Grey,
  { data, width: otherWidth, height: otherHeight }: Grey,
  { x, y, scaleX, scaleY }: Placement,
): Float32Array {
  const samples = new Float32Array(width * height).fill(Number.NaN);
  for (let v = 0; v < height; v += 1) {
    const down = y + scaleY * v;
    const top = Math.floor(down);
    if (top < 0 || top + 1 >= otherHeight) continue;
    const low = down - top;
    for (let u = 0; u < width; u += 1) {
      const across = x + scaleX * u;
      const left = Math.floor(across);
      if (left < 0 || left + 1 >= otherWidth) continue;
      const near = across - left;
      const at = top * otherWidth + left;
      const below = at + otherWidth;
      samples[v * width + u] =
        ((data[at] ?? 0) * (1 - near) + (data[at + 1] ?? 0) * near) * (1 - low) +
        ((data[below] ?? 0) * (1 - near) + (data[below + 1] ?? 0) * near) * low;
    }
  }
  return samples;
}
