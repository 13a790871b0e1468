import type { Raster } from '../../contracts/raster.ts';
import type { Area } from './luminance.ts';

/** How far a value of a bar may be from the bar's colour: compression, not shading. */
const flatness = 8;
/** Share of a line that must be flat: a bar may carry a mark or a little ringing. */
const flatShare = 0.97;
/** Bars end at once, skies fade: how much a pixel beyond the end differs from the bar. */
const edgeHeight = 12;
/** Share of the line beyond the end that must differ: a subject touches it only here and there. */
const edgeShare = 0.6;
/** Lines that resampling may smear the end of a bar over. */
const smear = 2;

interface Line {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

type Colour = readonly [red: number, green: number, blue: number];

/**
 * The part of a picture inside its uniform border, letterbox or pillarbox. A bar is flat, has one
 * colour and ends along a straight edge: white around a free-standing subject is no bar. A picture
 * that is nothing but flat has no border.
 */
export function contentArea(raster: Raster): Area {
  const { width, height } = raster;
  const row = (y: number): Line => ({ start: y * width, step: 1, length: width });
  const column = (x: number): Line => ({ start: x, step: width, length: height });
  const top = barLines(raster, height, row);
  const bottom = barLines(raster, height, (y) => row(height - 1 - y));
  const left = barLines(raster, width, column);
  const right = barLines(raster, width, (x) => column(width - 1 - x));
  const inside = { left, top, width: width - left - right, height: height - top - bottom };
  return inside.width > 0 && inside.height > 0 ? inside : { left: 0, top: 0, width, height };
}

/** Lines of the bar at one side, counted from the outside. */
function barLines(raster: Raster, count: number, lineAt: (index: number) => Line): number {
  const colour = meanOf(raster, lineAt(0));
  let lines = 0;
  while (lines < count && shareNear(raster, lineAt(lines), colour, flatness) >= flatShare)
    lines += 1;
  if (lines === 0 || lines === count) return 0;
  const beyond = lineAt(Math.min(count - 1, lines + smear));
  return shareNear(raster, beyond, colour, edgeHeight) <= 1 - edgeShare ? lines : 0;
}

function valueAt({ data, channels }: Raster, pixel: number, channel: number): number {
  return data[pixel * channels + (channels === 3 ? channel : 0)] ?? 0;
}

function meanOf(raster: Raster, line: Line): Colour {
  const mean = (channel: number) => {
    let sum = 0;
    for (let at = 0; at < line.length; at += 1) {
      sum += valueAt(raster, line.start + at * line.step, channel);
    }
    return sum / line.length;
  };
  return [mean(0), mean(1), mean(2)];
}

/** The share of a line whose pixels are within `reach` of a colour. */
function shareNear(raster: Raster, line: Line, colour: Colour, reach: number): number {
  let near = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (pixelDifference(raster, line.start + at * line.step, colour) <= reach) near += 1;
  }
  return near / line.length;
}

/** The largest difference of a channel. */
function pixelDifference(raster: Raster, pixel: number, colour: Colour): number {
  return Math.max(
    Math.abs(valueAt(raster, pixel, 0) - colour[0]),
    Math.abs(valueAt(raster, pixel, 1) - colour[1]),
    Math.abs(valueAt(raster, pixel, 2) - colour[2]),
  );
}
