import type { KeyboardEvent, ReactNode } from 'react';
import type { Card } from '../../src/contracts/api.ts';
import { directionOf, layMasonry, neighbour } from './masonry.ts';
import { useWidth } from './use-width.ts';
import './tiles.css';

/** Height ÷ width of the place of an item. */
export function aspectOf(card: Pick<Card, 'asset' | 'width' | 'height'>): number {
  if (card.asset === null) return 0.8;
  return card.width > 0 && card.height > 0 ? card.height / card.width : 1;
}

interface TilesProps<C extends Card> {
  readonly label: string;
  readonly cards: readonly C[];
  readonly caption: number;
  /** The width that a picture would like to have, in pixels. */
  readonly ideal: number;
  readonly children: (card: C, index: number) => ReactNode;
}

export function columnsFor(width: number, ideal: number, gap: number): number {
  return Math.max(2, Math.round((width + gap) / (ideal + gap)));
}

/** A masonry of as many items as one answer holds; arrows go from one to the one beside it. */
export function Tiles<C extends Card>({ label, cards, caption, ideal, children }: TilesProps<C>) {
  const [ref, width] = useWidth<HTMLUListElement>();
  const gap = width < 500 ? 10 : 16;
  const shape = { width, columns: columnsFor(width, ideal, gap), gap, caption, flush: false };
  const layout = layMasonry(cards.map(aspectOf), shape);
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element))
      return;
    const from = [...event.currentTarget.children].findIndex((tile) =>
      tile.contains(event.target as Element),
    );
    const direction = directionOf(event.key);
    const to = direction === undefined ? undefined : neighbour(layout.tiles, from, direction);
    const link = to === undefined ? null : event.currentTarget.children[to]?.querySelector('a');
    if (link === null || link === undefined) return;
    event.preventDefault();
    link.focus();
  };
  return (
    <ul
      ref={ref}
      className="tiles"
      aria-label={label}
      onKeyDown={onKeyDown}
      style={{
        height: width > 0 ? layout.height : undefined,
        ['--caption' as string]: `${caption}px`,
      }}
    >
      {width > 0 &&
        cards.map((card, index) => {
          const tile = layout.tiles[index];
          return (
            tile !== undefined && (
              <li
                key={card.id}
                style={{
                  width: tile.width,
                  height: tile.height,
                  transform: `translate(${tile.x}px, ${tile.y}px)`,
                }}
              >
                {children(card, index)}
              </li>
            )
          );
        })}
    </ul>
  );
}
