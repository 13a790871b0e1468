import type { Point } from './quad.ts';

/** One 8-connected set of pixels at or above a threshold. */
export interface Component {
  /** Pixels in it. */
  readonly size: number;
  /** Mean of the map over its pixels. */
  readonly mean: number;
  /** Largest value of the map among its pixels. */
  readonly peak: number;
  /** Corners of the first and last pixel of each of its rows: their hull is the component's. */
  readonly outline: readonly Point[];
}

/**
 * The components of a map `[height, width]`, largest first, at most `limit`. Pixels are visited
 * once each, by flood fill with a stack, so the work is linear in the map.
 */
export function findComponents(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
  limit: number,
): Component[] {
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const components: Component[] = [];
  for (let start = 0; start < width * height; start += 1) {
    if (seen[start] === 1 || (map[start] ?? 0) < threshold) continue;
    components.push(fill(map, width, height, threshold, start, seen, stack));
  }
  return components.toSorted((a, b) => b.size - a.size).slice(0, limit);
}

function fill(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
  start: number,
  seen: Uint8Array,
  stack: Int32Array,
): Component {
  const rows = new Map<number, { from: number; to: number }>();
  let depth = 0;
  let size = 0;
  let sum = 0;
  let peak = 0;
  stack[depth++] = start;
  seen[start] = 1;
  while (depth > 0) {
    const index = stack[--depth] ?? 0;
    const x = index % width;
    const y = (index - x) / width;
    const value = map[index] ?? 0;
    size += 1;
    sum += value;
    if (value > peak) peak = value;
    const row = rows.get(y);
    if (row === undefined) rows.set(y, { from: x, to: x });
    else if (x < row.from) row.from = x;
    else if (x > row.to) row.to = x;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
        const next = ny * width + nx;
        if (seen[next] === 1 || (map[next] ?? 0) < threshold) continue;
        seen[next] = 1;
        stack[depth++] = next;
      }
    }
  }
  return { size, mean: sum / size, peak, outline: outlineOf(rows) };
}

function outlineOf(rows: ReadonlyMap<number, { from: number; to: number }>): Point[] {
  const points: Point[] = [];
  for (const [y, { from, to }] of rows) {
    points.push({ x: from, y }, { x: from, y: y + 1 }, { x: to + 1, y }, { x: to + 1, y: y + 1 });
  }
  return points;
}
