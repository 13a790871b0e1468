import type { Raster } from '../../contracts/raster.ts';

/** How stored pixels become upright: a mirror from left to right first, then quarter turns. */
export interface Orientation {
  readonly mirrored: boolean;
  /** Clockwise. */
  readonly quarterTurns: 0 | 1 | 2 | 3;
}

const quarters = [0, 1, 2, 3] as const;

/**
 * The orientation that a display matrix asks for: 3×3 fixed-point numbers, row by row, of which
 * the upper left 2×2 turn (ISO/IEC 14496-12, 8.2.2.3). Other angles become the nearest quarter.
 */
export function orientationOf(displayMatrix: Uint8Array | null): Orientation {
  if (displayMatrix === null || displayMatrix.length < 36)
    return { mirrored: false, quarterTurns: 0 };
  const matrix = new DataView(displayMatrix.buffer, displayMatrix.byteOffset, 36);
  const [a, b, c, d] = [0, 4, 12, 16].map((offset) => matrix.getInt32(offset, true));
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return { mirrored: false, quarterTurns: 0 };
  }
  const mirrored = a * d - b * c < 0;
  const turns = Math.round(Math.atan2(mirrored ? -b : b, mirrored ? -a : a) / (Math.PI / 2));
  return { mirrored, quarterTurns: quarters[(turns + 4) % 4] ?? 0 };
}

/** The upright picture of an RGB raster. */
export function orient(raster: Raster, { mirrored, quarterTurns }: Orientation): Raster {
  if (!mirrored && quarterTurns === 0) return raster;
  const { width, height, data } = raster;
  const turned = quarterTurns % 2 === 1;
  const upright = new Uint8Array(data.length);
  const uprightWidth = turned ? height : width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = mirrored ? width - 1 - x : x;
      const [toX, toY] = turn(column, y, width, height, quarterTurns);
      const from = (y * width + x) * 3;
      const to = (toY * uprightWidth + toX) * 3;
      upright[to] = data[from] ?? 0;
      upright[to + 1] = data[from + 1] ?? 0;
      upright[to + 2] = data[from + 2] ?? 0;
    }
  }
  return { width: uprightWidth, height: turned ? width : height, channels: 3, data: upright };
}

function turn(
  x: number,
  y: number,
  width: number,
  height: number,
  quarterTurns: Orientation['quarterTurns'],
): readonly [number, number] {
  if (quarterTurns === 1) return [height - 1 - y, x];
  if (quarterTurns === 2) return [width - 1 - x, height - 1 - y];
  if (quarterTurns === 3) return [y, width - 1 - x];
  return [x, y];
}
