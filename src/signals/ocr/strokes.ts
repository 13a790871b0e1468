import type { Raster } from '../../contracts/raster.ts';

/** Side of the square cells in which strokes are counted, in pixels of the raster. */
export const cellPixels = 16;

/** How densely strokes lie in each cell of a picture: strokes a cell, `[rows, columns]`. */
export interface StrokeDensity {
  readonly columns: number;
  readonly rows: number;
  readonly data: Float32Array;
}

/** The difference of luminance (0..255) over two pixels that makes an edge. */
const edgeContrast = 24;
const maxStrokePixels = 8;

/**
 * Counts strokes: an edge followed within 8 pixels by one of the opposite sign, the pair that the
 * stroke width transform looks for (Epshtein et al. 2010), along rows and along columns. Letters
 * have both kinds close together, stripes, ribs and floor boards only one, so a cell's density is
 * the smaller count, averaged over its 3×3 neighbours. Linear in the pixels.
 */
export function strokeDensity(raster: Raster): StrokeDensity {
  const { width, height } = raster;
  const luminance = luminanceOf(raster);
  const columns = Math.ceil(width / cellPixels);
  const rows = Math.ceil(height / cellPixels);
  const acrossRows = new Uint16Array(columns * rows);
  const acrossColumns = new Uint16Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cellPixels) * columns;
    countAlong(luminance, y * width, 1, width, acrossRows, row, 1);
  }
  for (let x = 0; x < width; x += 1) {
    const column = Math.floor(x / cellPixels);
    countAlong(luminance, x, width, height, acrossColumns, column, columns);
  }
  const smaller = Float32Array.from(acrossRows, (count, cell) =>
    Math.min(count, acrossColumns[cell] ?? 0),
  );
  return { columns, rows, data: averaged(smaller, columns, rows) };
}

/** Counts strokes along one line of pixels into the cells that it crosses. */
function countAlong(
  luminance: Uint8Array,
  start: number,
  step: number,
  length: number,
  counts: Uint16Array,
  firstCell: number,
  cellStep: number,
): void {
  let lastSign = 0;
  let lastAt = -maxStrokePixels - 1;
  for (let at = 2, index = start + 2 * step; at < length; at += 1, index += step) {
    const difference = (luminance[index] ?? 0) - (luminance[index - 2 * step] ?? 0);
    const sign = difference > edgeContrast ? 1 : difference < -edgeContrast ? -1 : 0;
    if (sign === 0) continue;
    if (sign === -lastSign && at - lastAt <= maxStrokePixels) {
      const cell = firstCell + Math.floor((at - 1) / cellPixels) * cellStep;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    lastSign = sign;
    lastAt = at;
  }
}

function averaged(data: Float32Array, columns: number, rows: number): Float32Array {
  const out = new Float32Array(data.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      let count = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
          sum += data[y * columns + x] ?? 0;
          count += 1;
        }
      }
      out[row * columns + column] = sum / count;
    }
  }
  return out;
}

function luminanceOf({ data, width, height, channels }: Raster): Uint8Array {
  if (channels === 1) return data;
  const luminance = new Uint8Array(width * height);
  for (let index = 0, at = 0; index < luminance.length; index += 1, at += 3) {
    const red = data[at] ?? 0;
    const green = data[at + 1] ?? 0;
    const blue = data[at + 2] ?? 0;
    luminance[index] = (red * 77 + green * 150 + blue * 29) >> 8;
  }
  return luminance;
}
