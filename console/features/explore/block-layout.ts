import type { Card } from '../../../src/contracts/api.ts';
import { pageSize } from '../../api/items.ts';
import { layMasonry } from '../../ui/masonry.ts';
import type { MasonryLayout, MasonryShape } from '../../ui/masonry.ts';
import { aspectOf } from '../../ui/tiles.tsx';

/** Items of one block: a divisor of a page, and divided by the usual numbers of columns. */
export const blockSize = 60;

/** What pictures measure, roughly, until it is known: enough variety to look like a masonry. */
const usual = [1.33, 1, 1.33, 0.75, 1.5, 1.25] as const;

/** The items of a block out of those of its page. */
export function itemsOfBlock<T>(page: readonly T[] | undefined, block: number): readonly T[] {
  const start = (block * blockSize) % pageSize;
  return page?.slice(start, start + blockSize) ?? [];
}

/** The places of the items of a block, known or supposed. The last block may end raggedly. */
export function layBlock(
  page: readonly Card[] | undefined,
  block: number,
  total: number,
  shape: MasonryShape,
): MasonryLayout {
  const count = Math.max(0, Math.min(blockSize, total - block * blockSize));
  const known = itemsOfBlock(page, block);
  const aspects = Array.from({ length: count }, (_, index) => {
    const card = known[index];
    return card === undefined ? (usual[index % usual.length] ?? 1) : aspectOf(card);
  });
  return layMasonry(aspects, { ...shape, flush: count === blockSize });
}
