import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layMasonry, neighbour } from '../../../console/ui/masonry.ts';
import type { MasonryShape } from '../../../console/ui/masonry.ts';

const shape: MasonryShape = { width: 1000, columns: 4, gap: 16, caption: 26, flush: true };
const aspects = fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), {
  minLength: 1,
  maxLength: 120,
});

describe('layMasonry()', () => {
  it('lets no two tiles of a column overlap when pictures are of any shape', () => {
    fc.assert(
      fc.property(aspects, fc.boolean(), (heights, flush) => {
        const { tiles, height } = layMasonry(heights, { ...shape, flush });
        expect(tiles).toHaveLength(heights.length);
        for (let column = 0; column < shape.columns; column++) {
          let end = 0;
          for (const tile of tiles.filter((one) => one.column === column)) {
            expect(tile.y).toBeGreaterThanOrEqual(end - 1e-6);
            end = tile.y + tile.height + shape.gap;
          }
          expect(end).toBeLessThanOrEqual(height + 1e-6);
        }
      }),
    );
  });

  it('ends all columns at one line when the block is full and flush', () => {
    const block = Array.from({ length: 60 }, (_, index) => [1.33, 1, 1.5, 0.75][index % 4] ?? 1);
    const { tiles, height } = layMasonry(block, shape);
    for (let column = 0; column < shape.columns; column++) {
      const last = tiles.filter((one) => one.column === column).at(-1);
      expect((last?.y ?? 0) + (last?.height ?? 0) + shape.gap).toBeCloseTo(height, 6);
    }
  });

  it('stretches nothing when columns are too different to end together', () => {
    const { tiles } = layMasonry([2, 0.5, 0.5, 0.5], shape);
    expect(tiles.map((tile) => tile.height)).toEqual([238 * 2 + 26, 145, 145, 145]);
  });

  it('cuts pictures that are a hundred times as tall as wide', () => {
    const { height } = layMasonry([100], { ...shape, flush: false });
    expect(height).toBeLessThan(1000);
  });
});

describe('neighbour()', () => {
  const { tiles } = layMasonry(
    Array.from({ length: 12 }, () => 1),
    shape,
  );

  it('goes to the tile beside, above and below when tiles are alike', () => {
    expect(neighbour(tiles, 5, 'right')).toBe(6);
    expect(neighbour(tiles, 5, 'left')).toBe(4);
    expect(neighbour(tiles, 5, 'up')).toBe(1);
    expect(neighbour(tiles, 5, 'down')).toBe(9);
  });

  it('gives nothing when the tile is at the edge', () => {
    expect(neighbour(tiles, 3, 'right')).toBeUndefined();
    expect(neighbour(tiles, 0, 'up')).toBeUndefined();
    expect(neighbour(tiles, 11, 'down')).toBeUndefined();
  });

  it('skips places that are not laid out yet', () => {
    const sparse = [...tiles.slice(0, 1), undefined, ...tiles.slice(2)];
    expect(neighbour(sparse, 5, 'up')).toBeUndefined();
  });
});
