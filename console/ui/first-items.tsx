import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Card } from '../../src/contracts/api.ts';
import { firstItemsQuery } from '../api/items.ts';
import { Loaded } from './loaded.tsx';
import { Command, Notice } from './notice.tsx';
import { Tiles } from './tiles.tsx';

/** So many are enough to find something to begin with. */
const most = 60;

interface FirstItemsProps {
  /** The width that a picture would like to have, in pixels. */
  readonly ideal: number;
  readonly children: (card: Card, index: number) => ReactNode;
}

/** The items that were read last, to begin with one of them. */
export function FirstItems({ ideal, children }: FirstItemsProps) {
  const items = useQuery(firstItemsQuery());
  return (
    <Loaded query={items}>
      {({ items: all }) =>
        all.length === 0 ? (
          <Notice title="Nothing has been read yet">
            <Command line="understory read ./photos" />
          </Notice>
        ) : (
          <Tiles label="Items" cards={all.slice(0, most)} caption={26} ideal={ideal}>
            {children}
          </Tiles>
        )
      }
    </Loaded>
  );
}
