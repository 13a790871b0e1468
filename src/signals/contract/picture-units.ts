/** What the coordinates of signals of pictures are measured in. */
export const pictureShare = 'share of the width or height of the upright picture';

/** The units of a box at a path. */
export function boxUnits(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['x', 'y', 'width', 'height'].map((side) => [`${path}.${side}`, pictureShare]),
  );
}
