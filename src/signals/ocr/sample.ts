import type { Raster } from '../../contracts/raster.ts';
import type { Point } from './quad.ts';

/** Where output pixel (0, 0) starts in the raster, and what a step right and a step down move. */
export interface Frame {
  readonly origin: Point;
  readonly right: Point;
  readonly down: Point;
}

/** How a byte becomes the number a network wants: `(byte / 255 − mean) / deviation`, by channel. */
export interface Normalisation {
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

const maxSubsamples = 4;

/**
 * Samples a parallelogram of an RGB raster into planes `[3, height, stride]` in the order blue,
 * green, red (the order PP-OCR was trained with), columns 0..width. Enlarging and near 1:1 is
 * bilinear; shrinking averages up to 4×4 point samples a pixel. Outside the raster its edge goes on.
 */
export function samplePlanes(
  raster: Raster,
  frame: Frame,
  target: { data: Float32Array; offset: number; width: number; height: number; stride: number },
  normalisation: Normalisation,
): void {
  const scale = Math.max(
    Math.hypot(frame.right.x, frame.right.y),
    Math.hypot(frame.down.x, frame.down.y),
  );
  const count = scale < 1.4 ? 1 : Math.min(maxSubsamples, Math.ceil(scale));
  const read = count === 1 ? bilinear : averaged(count, frame);
  const plane = target.height * target.stride;
  const [meanR, meanG, meanB] = normalisation.mean;
  const [deviationR, deviationG, deviationB] = normalisation.deviation;
  const colour = new Float32Array(3);
  for (let v = 0; v < target.height; v += 1) {
    for (let u = 0; u < target.width; u += 1) {
      const x = frame.origin.x + (u + 0.5) * frame.right.x + (v + 0.5) * frame.down.x;
      const y = frame.origin.y + (u + 0.5) * frame.right.y + (v + 0.5) * frame.down.y;
      read(raster, x, y, colour);
      const at = target.offset + v * target.stride + u;
      target.data[at] = ((colour[2] ?? 0) / 255 - meanB) / deviationB;
      target.data[at + plane] = ((colour[1] ?? 0) / 255 - meanG) / deviationG;
      target.data[at + 2 * plane] = ((colour[0] ?? 0) / 255 - meanR) / deviationR;
    }
  }
}

type Reader = (raster: Raster, x: number, y: number, colour: Float32Array) => void;

const bilinear: Reader = ({ data, width, height }, x, y, colour) => {
  const cx = Math.min(Math.max(x - 0.5, 0), width - 1);
  const cy = Math.min(Math.max(y - 0.5, 0), height - 1);
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const fx = cx - x0;
  const fy = cy - y0;
  const right = x0 + 1 < width ? 3 : 0;
  const a = (y0 * width + x0) * 3;
  const b = y0 + 1 < height ? a + width * 3 : a;
  for (let channel = 0; channel < 3; channel += 1) {
    const top = (data[a + channel] ?? 0) * (1 - fx) + (data[a + right + channel] ?? 0) * fx;
    const bottom = (data[b + channel] ?? 0) * (1 - fx) + (data[b + right + channel] ?? 0) * fx;
    colour[channel] = top * (1 - fy) + bottom * fy;
  }
};

function averaged(count: number, frame: Frame): Reader {
  const share = 1 / (count * count);
  return ({ data, width, height }, x, y, colour) => {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let j = 0; j < count; j += 1) {
      const dv = (j + 0.5) / count - 0.5;
      for (let i = 0; i < count; i += 1) {
        const du = (i + 0.5) / count - 0.5;
        const sx = Math.floor(x + du * frame.right.x + dv * frame.down.x);
        const sy = Math.floor(y + du * frame.right.y + dv * frame.down.y);
        const cx = sx < 0 ? 0 : sx >= width ? width - 1 : sx;
        const cy = sy < 0 ? 0 : sy >= height ? height - 1 : sy;
        const at = (cy * width + cx) * 3;
        red += data[at] ?? 0;
        green += data[at + 1] ?? 0;
        blue += data[at + 2] ?? 0;
      }
    }
    colour[0] = red * share;
    colour[1] = green * share;
    colour[2] = blue * share;
  };
}
