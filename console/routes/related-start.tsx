import { useQuery } from '@tanstack/react-query';
import { noFilters } from '../api/filters.ts';
import { itemsQuery } from '../api/items.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Command, Notice } from '../ui/notice.tsx';
import { PictureCard } from '../ui/picture-card.tsx';
import { Tiles } from '../ui/tiles.tsx';
import { useTitle } from '../ui/use-title.ts';

/** So many are enough to find something to begin with. */
const most = 60;

/** Items to begin a walk with. */
export function RelatedStartPage() {
  useTitle('Related');
  const items = useQuery(itemsQuery(noFilters, 0, false));
  return (
    <div className="page">
      <div className="page-head">
        <h1>Related</h1>
        <p className="soft small">
          Choose an item to see what is related to it, and walk on from there.
        </p>
      </div>
      <Loaded query={items}>
        {({ items: all }) =>
          all.length === 0 ? (
            <Notice title="Nothing has been read yet">
              <Command line="understory read ./photos" />
            </Notice>
          ) : (
            <Tiles label="Items" cards={all.slice(0, most)} caption={26} ideal={170}>
              {(card, index) => <PictureCard card={card} index={index} walk={{}} />}
            </Tiles>
          )
        }
      </Loaded>
    </div>
  );
}
