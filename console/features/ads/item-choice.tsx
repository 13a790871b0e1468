import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Card } from '../../../src/contracts/api.ts';
import { noFilters } from '../../api/filters.ts';
import { itemsQuery } from '../../api/items.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Command, Notice } from '../../ui/notice.tsx';
import { isSensitive, Picture } from '../../ui/picture.tsx';
import { Tiles } from '../../ui/tiles.tsx';
import { titleOf } from '../../ui/title.ts';

/** So many are enough to find something to begin with. */
const most = 60;

/** Items to find ads for. */
export function ItemChoice() {
  const items = useQuery(itemsQuery(noFilters, 0, false));
  return (
    <Loaded query={items}>
      {({ items: all }) =>
        all.length === 0 ? (
          <Notice title="Nothing has been read yet">
            <Command line="understory read ./photos" />
          </Notice>
        ) : (
          <Tiles label="Items" cards={all.slice(0, most)} caption={26} ideal={150}>
            {(card, index) => <ItemTile card={card} index={index} />}
          </Tiles>
        )
      }
    </Loaded>
  );
}

function ItemTile({ card, index }: { readonly card: Card; readonly index: number }) {
  return (
    <article className="card" data-state={card.state}>
      <Link to="/ads" search={{ item: card.id }} className="card-link" data-index={index}>
        <div className="card-picture">
          {card.asset === null ? (
            <div className="card-words">
              <p>{card.excerpt === '' ? titleOf(card) : card.excerpt}</p>
            </div>
          ) : (
            <Picture card={card} width={320} alt="" veiled={isSensitive(card)} />
          )}
        </div>
        <div className="card-caption">
          <span className="card-title">{titleOf(card)}</span>
        </div>
      </Link>
    </article>
  );
}
