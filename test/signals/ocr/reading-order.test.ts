import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Point, Quad } from '../../../src/signals/ocr/quad.ts';
import { inReadingOrder } from '../../../src/signals/ocr/reading-order.ts';

function line(text: string, x: number, y: number, width = 200, height = 20) {
  const quad: Quad = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  return { text, quad };
}

const page = [
  line('heading', 50, 10, 500, 40),
  line('left 1', 50, 100),
  line('left 2', 50, 130),
  line('left 3', 50, 160),
  line('right 1', 350, 102),
  line('right 2', 350, 131),
  line('right 3', 350, 161),
  line('footing', 60, 300, 480),
];

function textsOf(lines: readonly { text: string }[]): string[] {
  return lines.map(({ text }) => text);
}

test('inReadingOrder() reads one column after the other between heading and footing, however the lines come', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(page, { minLength: page.length }), (shuffled) => {
      expect(textsOf(inReadingOrder(shuffled))).toEqual(textsOf(page));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('inReadingOrder() reads a row from left to right when its words lie far apart', () => {
  const lines = [line('price', 400, 12, 80), line('coat', 10, 10, 80), line('note', 10, 60, 300)];
  expect(textsOf(inReadingOrder(lines))).toEqual(['coat', 'price', 'note']);
});

test('inReadingOrder() follows the text when the page is turned by a quarter or by half', () => {
  const quarter = ({ x, y }: Point): Point => ({ x: 600 - y, y: x });
  const half = ({ x, y }: Point): Point => ({ x: 600 - x, y: 600 - y });
  for (const turn of [quarter, half]) {
    const turned = page.map(({ text, quad: [a, b, c, d] }) => ({
      text,
      quad: [turn(a), turn(b), turn(c), turn(d)] as const,
    }));
    expect(textsOf(inReadingOrder(turned.toReversed()))).toEqual(textsOf(page));
  }
});

test('inReadingOrder() keeps every line when there are a hundred of them', () => {
  const lines = Array.from({ length: 100 }, (_, index) =>
    line(`${index}`, (index % 3) * 300, Math.floor(index / 3) * 30),
  );
  expect(new Set(textsOf(inReadingOrder(lines))).size).toBe(100);
});
