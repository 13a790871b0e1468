import { useQuery } from '@tanstack/react-query';
import { memo, useLayoutEffect } from 'react';
import { filtersInAddress } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import { itemsQuery, pageSize } from '../../api/items.ts';
import type { MasonryShape } from '../../ui/masonry.ts';
import { PictureCard } from '../../ui/picture-card.tsx';
import { blockSize, itemsOfBlock, layBlock } from './block-layout.ts';

interface BlockProps {
  readonly block: number;
  /** Pixels from the top of the catalogue. */
  readonly top: number;
  readonly filters: Filters;
  readonly total: number;
  readonly shape: MasonryShape;
  readonly live: boolean;
  /** The one item of the catalogue that the tab key reaches, where it is in this block. */
  readonly tabStop: number | undefined;
  readonly onHeight: (block: number, height: number) => void;
}

/** Sixty items of the catalogue, or the places where they will be. */
export const Block = memo(function Block(props: BlockProps) {
  const { block, top, filters, total, shape, live, tabStop, onHeight } = props;
  const first = block * blockSize;
  const page = useQuery(itemsQuery(filters, Math.floor(first / pageSize), live));
  const layout = layBlock(page.data?.items, block, total, shape);
  const cards = itemsOfBlock(page.data?.items, block);

  useLayoutEffect(() => onHeight(block, layout.height), [onHeight, block, layout.height]);

  return layout.tiles.map((tile, place) => {
    const card = cards[place];
    const index = first + place;
    const style = {
      width: tile.width,
      height: tile.height,
      transform: `translate(${tile.x}px, ${top + tile.y}px)`,
    };
    if (card === undefined) {
      return (
        <div key={index} role="presentation" className="catalogue-tile" data-empty style={style} />
      );
    }
    return (
      <div
        key={card.id}
        role="listitem"
        aria-setsize={total}
        aria-posinset={index + 1}
        className="catalogue-tile"
        style={style}
      >
        <PictureCard
          card={card}
          place={{ ...filtersInAddress(filters), at: index }}
          index={index}
          tabIndex={index === tabStop ? 0 : -1}
        />
      </div>
    );
  });
});
