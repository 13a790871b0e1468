import type { Lab } from './lab.ts';

const radians = Math.PI / 180;

/**
 * The CIEDE2000 difference of two colours: 1 is just noticeable. Sharma, Wu and Dalal, "The
 * CIEDE2000 Color-Difference Formula: Implementation Notes", 2005, equations 2 to 22.
 */
export function ciede2000(one: Lab, other: Lab): number {
  const chromaMean = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
  const stretch = 1 + 0.5 * (1 - Math.sqrt(chromaMean ** 7 / (chromaMean ** 7 + 25 ** 7)));
  const c1 = Math.hypot(one[1] * stretch, one[2]);
  const c2 = Math.hypot(other[1] * stretch, other[2]);
  const h1 = hueOf(one[1] * stretch, one[2]);
  const h2 = hueOf(other[1] * stretch, other[2]);

  const lightness = (one[0] + other[0]) / 2;
  const chroma = (c1 + c2) / 2;
  const turn = c1 * c2 === 0 ? 0 : hueTurn(h1, h2);
  const hue = c1 * c2 === 0 ? h1 + h2 : hueMean(h1, h2);

  const t =
    1 -
    0.17 * Math.cos((hue - 30) * radians) +
    0.24 * Math.cos(2 * hue * radians) +
    0.32 * Math.cos((3 * hue + 6) * radians) -
    0.2 * Math.cos((4 * hue - 63) * radians);
  const away = (lightness - 50) ** 2;
  const deltaL = (other[0] - one[0]) / (1 + (0.015 * away) / Math.sqrt(20 + away));
  const deltaC = (c2 - c1) / (1 + 0.045 * chroma);
  const deltaH =
    (2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians)) / (1 + 0.015 * chroma * t);
  const spread = 30 * Math.exp(-(((hue - 275) / 25) ** 2));
  const rotation =
    -2 * Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)) * Math.sin(2 * spread * radians);
  return Math.sqrt(deltaL ** 2 + deltaC ** 2 + deltaH ** 2 + rotation * deltaC * deltaH);
}

/** 0..360 degrees; 0 for grey. */
function hueOf(a: number, b: number): number {
  const degrees = Math.atan2(b, a) / radians;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** The shorter way from one hue to the other, −180..180. */
function hueTurn(from: number, to: number): number {
  const turn = to - from;
  if (turn > 180) return turn - 360;
  return turn < -180 ? turn + 360 : turn;
}

function hueMean(one: number, other: number): number {
  const sum = one + other;
  if (Math.abs(one - other) <= 180) return sum / 2;
  return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}
