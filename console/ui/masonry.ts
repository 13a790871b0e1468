/** The place of one tile, in whole pixels from the top left corner of its masonry. */
export interface Tile {
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MasonryShape {
  /** Pixels there are for all columns. */
  readonly width: number;
  readonly columns: number;
  readonly gap: number;
  /** Pixels under each picture for its words. */
  readonly caption: number;
  /** Stretch pictures a little so that all columns end at one line. */
  readonly flush: boolean;
}

export interface MasonryLayout {
  readonly tiles: readonly Tile[];
  readonly height: number;
}

/** Pictures taller or flatter than this are cut to it. */
const tallest = 2.2;
const flattest = 0.4;

/** How far a picture may be stretched or squeezed for the columns to end together. */
const mostStretch = 1.16;

/**
 * Lays pictures one after the other into the shortest column. A flush masonry can be stacked on
 * another without a gap, so a long catalogue is a stack of blocks that never move each other.
 * @param aspects Height ÷ width of each picture.
 */
export function layMasonry(aspects: readonly number[], shape: MasonryShape): MasonryLayout {
  const { columns, gap, caption } = shape;
  const width = Math.max(0, (shape.width - gap * (columns - 1)) / columns);
  const bottoms = Array.from({ length: columns }, () => 0);
  const members = Array.from({ length: columns }, (): number[] => []);
  const heights = aspects.map((aspect) => width * Math.min(tallest, Math.max(flattest, aspect)));
  heights.forEach((height, index) => {
    const column = bottoms.indexOf(Math.min(...bottoms));
    bottoms[column] = (bottoms[column] ?? 0) + height + caption + gap;
    members[column]?.push(index);
  });

  const stretches = shape.flush ? flushStretches(bottoms, members, caption + gap) : undefined;
  const tiles: Tile[] = [];
  let height = 0;
  members.forEach((indices, column) => {
    let y = 0;
    const x = Math.round(column * (width + gap));
    const right = Math.round(column * (width + gap) + width);
    for (const index of indices) {
      const picture = (heights[index] ?? 0) * (stretches?.[column] ?? 1);
      const top = Math.round(y);
      const bottom = Math.round(y + picture + caption);
      tiles[index] = { column, x, y: top, width: right - x, height: bottom - top };
      y += picture + caption + gap;
    }
    height = Math.max(height, Math.round(y));
  });
  return { tiles, height };
}

/** The factor for the pictures of each column; nothing where one would be stretched too far. */
function flushStretches(
  bottoms: readonly number[],
  members: readonly (readonly number[])[],
  fixed: number,
): readonly number[] | undefined {
  const target = bottoms.reduce((sum, bottom) => sum + bottom, 0) / bottoms.length;
  const stretches = bottoms.map((bottom, column) => {
    const words = (members[column]?.length ?? 0) * fixed;
    return (target - words) / (bottom - words);
  });
  const fits = stretches.every((one) => one < mostStretch && one > 1 / mostStretch);
  return fits ? stretches : undefined;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * The tile that a person would call the next one in a direction, or undefined at the edge. Tiles
 * that are not laid out yet are undefined.
 */
export function neighbour(
  tiles: readonly (Tile | undefined)[],
  from: number,
  direction: Direction,
): number | undefined {
  const here = tiles[from];
  if (here === undefined) return undefined;
  const column = here.column + columnStep[direction];
  const middle = here.y + here.height / 2;
  let best: number | undefined;
  let least = Infinity;
  tiles.forEach((tile, index) => {
    if (tile === undefined || index === from || tile.column !== column) return;
    const below = tile.y + tile.height / 2 - middle;
    if (direction === 'up' && below >= 0) return;
    if (direction === 'down' && below <= 0) return;
    if (Math.abs(below) >= least) return;
    least = Math.abs(below);
    best = index;
  });
  return best;
}

const columnStep: Readonly<Record<Direction, number>> = { up: 0, down: 0, left: -1, right: 1 };

export function directionOf(key: string): Direction | undefined {
  switch (key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return 'left';
    case 'ArrowRight':
      return 'right';
    default:
      return undefined;
  }
}
