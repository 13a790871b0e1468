import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import { findPicture } from '../../api/picture-drawer.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PictureCard } from '../../ui/picture-card.tsx';
import { aspectOf } from '../../ui/tiles.tsx';
import { titleOf } from '../../ui/title.ts';

type ItemQuery = Pick<UseQueryResult<ItemDetail>, 'data' | 'error' | 'refetch'>;

interface AskedProps {
  /** An item of the catalogue, which is asked about; undefined where it is words or a picture. */
  readonly item: ItemQuery | undefined;
  readonly text: string | undefined;
  readonly picture: number | undefined;
}

/** What ads are sought for: an item of the catalogue, or words and a picture of one's own. */
export function Asked({ item, text, picture }: AskedProps) {
  if (item !== undefined) return <AskedItem item={item} />;
  const own = picture === undefined ? undefined : findPicture(picture);
  return (
    <Framed name={text === undefined ? 'Your picture' : `“${text}”`}>
      {own !== undefined && <img className="asked-own" src={own.url} alt="Your picture" />}
    </Framed>
  );
}

function AskedItem({ item }: { readonly item: ItemQuery }) {
  return (
    <Loaded query={item}>
      {({ card }) => (
        <Framed name={titleOf(card)}>
          <div className="asked-item" style={{ ['--ratio' as string]: 1 / aspectOf(card) }}>
            <PictureCard card={card} caption="The item" />
          </div>
          <p className="small">
            <Link to="/related/$id" params={{ id: card.id }} className="quiet">
              What is related to it
            </Link>
          </p>
        </Framed>
      )}
    </Loaded>
  );
}

function Framed({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <h2>Ads for {name}</h2>
      {children}
      <p className="small">
        <Link to="/ads" className="quiet">
          Choose another
        </Link>
      </p>
    </>
  );
}
