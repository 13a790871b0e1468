/** A vector scaled to length 1, or undefined where it has no direction. */
export function normalise(vector: ArrayLike<number>): number[] | undefined {
  const numbers = Array.from(vector);
  const length = Math.hypot(...numbers);
  return length > 0 && Number.isFinite(length)
    ? numbers.map((number) => number / length)
    : undefined;
}
