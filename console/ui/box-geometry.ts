import type { Box } from '../../src/contracts/box.ts';

/** A point of a picture, 0..1 across and down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The smallest side that a box may have. */
export const smallestSide = 0.02;

/** What a press of an arrow moves or grows a box by. */
const step = 0.02;

/** Where a box starts that is drawn by keys. */
export const middleBox: Box = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };

export function boxBetween(a: Point, b: Point): Box {
  const x = Math.min(a.x, b.x, 1 - smallestSide);
  const y = Math.min(a.y, b.y, 1 - smallestSide);
  return {
    x,
    y,
    width: Math.min(1 - x, Math.max(smallestSide, Math.abs(a.x - b.x))),
    height: Math.min(1 - y, Math.max(smallestSide, Math.abs(a.y - b.y))),
  };
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** How far an arrow key moves or grows a box; nothing for other keys. */
export function stepOf(key: string): Point | undefined {
  return arrows[key];
}

/** The box moved by a share of the picture, kept inside it. */
export function movedBox(box: Box, by: Point): Box {
  return {
    ...box,
    x: clamp(box.x + by.x, 0, 1 - box.width),
    y: clamp(box.y + by.y, 0, 1 - box.height),
  };
}

/** Sides that a grip holds: −1 the left or upper one, 1 the right or lower one, 0 neither. */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const lowerRight: Grip = { x: 1, y: 1 };

/** The box with the sides of a grip moved by a share of the picture, kept inside it. */
export function resizedBox(box: Box, by: Point, grip: Grip = lowerRight): Box {
  const [x, width] = stretched(box.x, box.width, by.x, grip.x);
  const [y, height] = stretched(box.y, box.height, by.y, grip.y);
  return { x, y, width, height };
}

/** A stretch of 0..1 as its start and length, with one end moved. */
function stretched(start: number, length: number, by: number, end: -1 | 0 | 1): [number, number] {
  if (end === 0) return [start, length];
  if (end === 1) return [start, clamp(length + by, smallestSide, 1 - start)];
  const moved = clamp(start + by, 0, start + length - smallestSide);
  return [moved, start + length - moved];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
