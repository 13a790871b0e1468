/** Side of the picture that the transform of PDQ looks at. */
export const blockSide = 64;

/** Two passes of a box along each axis make a tent. */
const passes = 2;

/** One sparse row for each of the 64 samples along an axis. */
interface AxisWeights {
  /** First input sample of each row. */
  readonly starts: Int32Array;
  /** Where the row's weights begin in `weights`; 65 numbers. */
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
}

/**
 * PDQ's downsampling of a luminance plane (row-major, 0..255) to 64×64: two passes of Jarosz box
 * filters along rows and columns, then the sample at the centre of each block (Davis and Rosen,
 * "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019, section on
 * downsampling; the boxes of the ThreatExchange reference are short at the edges).
 *
 * Filters along one axis commute with those along the other, and only 64 samples of each are kept,
 * so each axis is one sparse matrix of 64 rows instead of four passes over the whole plane.
 */
export function downsampleLuminance(
  luminance: Float32Array,
  width: number,
  height: number,
): Float64Array {
  const across = axisWeights(width);
  const down = axisWeights(height);
  const narrow = new Float64Array(height * blockSide);
  for (let y = 0; y < height; y += 1) {
    for (let column = 0; column < blockSide; column += 1) {
      const end = across.offsets[column + 1] ?? 0;
      let at = y * width + (across.starts[column] ?? 0);
      let sum = 0;
      for (let tap = across.offsets[column] ?? 0; tap < end; tap += 1, at += 1) {
        sum += (across.weights[tap] ?? 0) * (luminance[at] ?? 0);
      }
      narrow[y * blockSide + column] = sum;
    }
  }
  const block = new Float64Array(blockSide * blockSide);
  for (let row = 0; row < blockSide; row += 1) {
    const end = down.offsets[row + 1] ?? 0;
    let y = down.starts[row] ?? 0;
    for (let tap = down.offsets[row] ?? 0; tap < end; tap += 1, y += 1) {
      const weight = down.weights[tap] ?? 0;
      for (let column = 0; column < blockSide; column += 1) {
        const at = row * blockSide + column;
        block[at] = (block[at] ?? 0) + weight * (narrow[y * blockSide + column] ?? 0);
      }
    }
  }
  return block;
}

const kept = new Map<number, AxisWeights>();

function axisWeights(length: number): AxisWeights {
  const known = kept.get(length);
  if (known) return known;
  const weights = computeAxisWeights(length);
  // Sizes are at most 512, so this never holds more than 512 tables.
  kept.set(length, weights);
  return weights;
}

function computeAxisWeights(length: number): AxisWeights {
  const window = Math.floor((length + 2 * blockSide - 1) / (2 * blockSide));
  const starts = new Int32Array(blockSide);
  const offsets = new Int32Array(blockSide + 1);
  const weights: number[] = [];
  for (let sample = 0; sample < blockSide; sample += 1) {
    const centre = Math.floor(((sample + 0.5) * length) / blockSide);
    let row = new Map([[centre, 1]]);
    for (let pass = 0; pass < passes; pass += 1) row = spread(row, window, length);
    const inputs = [...row.keys()].toSorted((a, b) => a - b);
    starts[sample] = inputs[0] ?? 0;
    weights.push(...inputs.map((input) => row.get(input) ?? 0));
    offsets[sample + 1] = weights.length;
  }
  return { starts, offsets, weights: Float64Array.from(weights) };
}

/** Replaces each weight by the box around it: the mean of the samples that are inside the axis. */
function spread(row: ReadonlyMap<number, number>, window: number, length: number) {
  const after = Math.floor((window + 2) / 2) - 1;
  const before = window - after - 1;
  const spreadRow = new Map<number, number>();
  for (const [at, weight] of row) {
    const from = Math.max(0, at - before);
    const to = Math.min(length - 1, at + after);
    for (let input = from; input <= to; input += 1) {
      spreadRow.set(input, (spreadRow.get(input) ?? 0) + weight / (to - from + 1));
    }
  }
  return spreadRow;
}
