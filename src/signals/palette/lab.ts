/** CIELAB under D65: L* 0..100, a* and b* about −128..128. */
export type Lab = readonly [lightness: number, a: number, b: number];

/** sRGB, 0..255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** D65, 2° observer. */
const white = [0.95047, 1, 1.08883] as const;

const epsilon = (6 / 29) ** 3;
const slope = (29 / 6) ** 2 / 3;

/** IEC 61966-2-1: the light of each of the 256 values, 0..1. */
const light = Float64Array.from({ length: 256 }, (_, value) => linearOf(value / 255));

function linearOf(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** From sRGB (IEC 61966-2-1) to CIELAB (CIE 15:2004). Fractions of a value are allowed. */
export function labOfRgb([red, green, blue]: Rgb): Lab {
  const [r, g, b] = [lightOf(red), lightOf(green), lightOf(blue)];
  const x = compress((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0]);
  const y = compress((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / white[1]);
  const z = compress((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / white[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function lightOf(value: number): number {
  return light[value] ?? linearOf(value / 255);
}

function compress(share: number): number {
  return share > epsilon ? Math.cbrt(share) : slope * share + 4 / 29;
}

/** `#rrggbb` of a colour of the sRGB gamut. */
export function hexOfRgb(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** The three values of `#rrggbb`. */
export function rgbOfHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
