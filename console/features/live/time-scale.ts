/** The least of 1, 2 or 5 times a power of ten that a value fits under; 1 for nothing. */
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((each) => each * power >= value) ?? 10;
  return factor * power;
}

/** Places of moments in a plot whose right edge is the last of them, in pixels. */
export function placesOf(
  moments: readonly number[],
  { width, seconds }: { readonly width: number; readonly seconds: number },
): readonly number[] {
  const last = moments.at(-1) ?? 0;
  return moments.map((moment) => width - ((last - moment) / 1000 / seconds) * width);
}

/** Pixels. */
const dash = 3;

/** The path of values at their places; it breaks where there are none, and one alone is a dash. */
export function pathOf(
  values: readonly (number | null)[],
  places: readonly number[],
  heightOf: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      const x = places[index];
      if (value === null || x === undefined) return '';
      const y = heightOf(value).toFixed(1);
      if ((values[index - 1] ?? null) !== null) return `L${x.toFixed(1)} ${y}`;
      const isAlone = (values[index + 1] ?? null) === null;
      return isAlone ? `M${(x - dash / 2).toFixed(1)} ${y}h${dash}` : `M${x.toFixed(1)} ${y}`;
    })
    .join('');
}

/** The index of the place nearest to a point. */
export function nearestPlace(places: readonly number[], x: number): number {
  let best = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - x) < Math.abs((places[best] ?? Infinity) - x)) best = index;
  });
  return best;
}
