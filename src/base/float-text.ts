/** Of `writeFloat` at most: a sign and the 21 digits up to which numbers have no exponent. */
export const mostFloatBytes = 22;

const zero = 48;
const minus = 45;
const point = 46;

/** 10⁰ … 10¹²: exact, so that dividing by them rounds as reading the decimal does. */
const powers = Array.from({ length: 13 }, (_, exponent) => 10 ** exponent);

/**
 * Writes a float32 into `bytes` at `at` as the shortest decimal that reads as the same float32, of
 * at most nine digits (Steele and White, "How to Print Floating-Point Numbers Accurately"): half of
 * what `JSON.stringify` writes of it as a float64, in a fraction of the time. What is not finite is
 * `null`, as there.
 *
 * @returns Where it ends; `mostFloatBytes` further at most.
 */
export function writeFloat(float: number, bytes: Uint8Array, at: number): number {
  const size = Math.abs(float);
  if (!(size >= 1e-4 && size < 1)) return writeText(shortestOf(float), bytes, at);
  // So many decimals that there are nine digits, which always tell one float32 from another.
  const most = size >= 0.1 ? 9 : size >= 0.01 ? 10 : size >= 0.001 ? 11 : 12;
  for (let decimals = most - 3; decimals <= most; decimals += 1) {
    const power = powers[decimals] ?? 1;
    const whole = Math.round(size * power);
    if (Math.fround(whole / power) !== size) continue;
    const start = float < 0 ? at + 1 : at;
    if (float < 0) bytes[at] = minus;
    return writeDecimals(whole, decimals, bytes, start);
  }
  return writeText(shortestOf(float), bytes, at);
}

/** Writes `whole / 10 ** decimals`, which is between 0 and 1, without zeros at its end. */
function writeDecimals(whole: number, decimals: number, bytes: Uint8Array, start: number): number {
  let rest = whole | 0;
  let places = decimals;
  for (let shorter = (rest / 10) | 0; shorter * 10 === rest; shorter = (rest / 10) | 0) {
    rest = shorter;
    places -= 1;
  }
  bytes[start] = zero;
  bytes[start + 1] = point;
  const end = start + 2 + places;
  for (let place = end - 1; place > start + 1; place -= 1) {
    const left = (rest / 10) | 0;
    bytes[place] = zero + rest - left * 10;
    rest = left;
  }
  return end;
}

function shortestOf(float: number): string {
  if (!Number.isFinite(float)) return 'null';
  for (let precision = 1; precision < 9; precision += 1) {
    const shorter = Number(float.toPrecision(precision));
    if (Math.fround(shorter) === float) return String(shorter);
  }
  return String(Number(float.toPrecision(9)));
}

function writeText(text: string, bytes: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}
