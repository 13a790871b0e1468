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

/** The box with its lower right corner moved by a share of the picture, kept inside it. */
export function resizedBox(box: Box, by: Point): Box {
  return {
    ...box,
    width: clamp(box.width + by.x, smallestSide, 1 - box.x),
    height: clamp(box.height + by.y, smallestSide, 1 - box.y),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
