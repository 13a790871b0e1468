import { useQueryClient } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Filters } from '../../api/filters.ts';
import { itemsQuery, pageSize } from '../../api/items.ts';
import { directionOf, neighbour } from '../../ui/masonry.ts';
import type { MasonryShape, Tile } from '../../ui/masonry.ts';
import { columnsFor } from '../../ui/tiles.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { Block } from './block.tsx';
import { blockSize, layBlock } from './block-layout.ts';
import './catalogue.css';

interface CatalogueProps {
  readonly filters: Filters;
  readonly total: number;
  /** The width that a picture would like to have, in pixels. */
  readonly ideal: number;
  /** Whether items are still coming in. */
  readonly live: boolean;
}

const caption = 26;

/**
 * The masonry of any number of items: a stack of blocks, each laid out on its own, of which only
 * those in sight are there. A block that is not loaded yet keeps the place that it will likely need.
 */
export function Catalogue({ filters, total, ideal, live }: CatalogueProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [top, setTop] = useState(0);
  const gap = width < 500 ? 10 : 16;
  const columns = columnsFor(width, ideal, gap);
  const shape = useMemo<MasonryShape>(
    () => ({ width, columns, gap, caption, flush: true }),
    [width, columns, gap],
  );
  const client = useQueryClient();
  const blocks = Math.ceil(total / blockSize);

  const pageOf = (block: number) =>
    client.getQueryData(
      itemsQuery(filters, Math.floor((block * blockSize) / pageSize), live).queryKey,
    );
  const layoutOf = (block: number) => layBlock(pageOf(block)?.items, block, total, shape);
  const isKnown = (block: number) => block === blocks - 1 || pageOf(block) !== undefined;
  const usualHeight = layBlock(undefined, 0, blockSize, shape).height;
  const virtualizer = useWindowVirtualizer({
    count: width === 0 ? 0 : blocks,
    estimateSize: (block) => (isKnown(block) ? layoutOf(block).height : usualHeight),
    overscan: 1,
    scrollMargin: top,
  });

  useLayoutEffect(() => {
    if (ref.current !== null) setTop(ref.current.getBoundingClientRect().top + window.scrollY);
  }, [ref, width, filters]);
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, width, columns, total]);

  const [active, setActive] = useState(0);
  const wanted = useRef<number | undefined>(undefined);
  const shown = virtualizer.getVirtualItems();

  useEffect(() => {
    if (wanted.current === undefined) return;
    const link = ref.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (link === null || link === undefined) return;
    wanted.current = undefined;
    link.focus();
  });

  const tilesAround = (index: number): (Tile | undefined)[] => {
    const tiles: (Tile | undefined)[] = [];
    const middle = Math.floor(index / blockSize);
    let start = 0;
    for (let block = Math.max(0, middle - 1); block <= Math.min(blocks - 1, middle + 1); block++) {
      const layout = layoutOf(block);
      layout.tiles.forEach((tile, place) => {
        tiles[block * blockSize + place] = { ...tile, y: tile.y + start };
      });
      start += layout.height;
    }
    return tiles;
  };

  const goTo = (index: number) => {
    if (index < 0 || index >= total) return;
    wanted.current = index;
    setActive(index);
    const block = Math.floor(index / blockSize);
    if (!shown.some((one) => one.index === block)) virtualizer.scrollToIndex(block);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const index = indexOf(event.target);
    if (index === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directionOf(event.key);
    const target =
      direction !== undefined
        ? neighbour(tilesAround(index), index, direction)
        : event.key === 'j'
          ? index + 1
          : event.key === 'k'
            ? index - 1
            : undefined;
    if (direction !== undefined) event.preventDefault();
    if (target !== undefined) goTo(target);
  };

  const onHeight = useCallback(
    (block: number, height: number) => virtualizer.resizeItem(block, height),
    [virtualizer],
  );

  const isThere = shown.some((one) => one.index === Math.floor(active / blockSize));
  const tabStop = isThere ? active : (shown[0]?.index ?? 0) * blockSize;

  return (
    <div
      ref={ref}
      role="list"
      aria-label="Items"
      className="catalogue"
      onFocus={(event) => setActive(indexOf(event.target) ?? active)}
      onKeyDown={onKeyDown}
      style={{
        height: virtualizer.getTotalSize(),
        ['--caption' as string]: `${caption}px`,
      }}
    >
      {shown.map((one) => (
        <Block
          key={one.index}
          block={one.index}
          top={one.start - top}
          filters={filters}
          total={total}
          shape={shape}
          live={live}
          tabStop={Math.floor(tabStop / blockSize) === one.index ? tabStop : undefined}
          onHeight={onHeight}
        />
      ))}
    </div>
  );
}

/** The place in the catalogue of the item that an element belongs to. */
function indexOf(target: EventTarget): number | undefined {
  if (!(target instanceof Element)) return undefined;
  const link = target.closest('.card')?.querySelector<HTMLElement>('[data-index]');
  return link === null || link === undefined ? undefined : Number(link.dataset['index']);
}
