import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { filtersSchema } from '../api/filters.ts';
import { itemQuery } from '../api/items.ts';
import { NearDuplicates, Related } from '../features/item/alike.tsx';
import { ItemView } from '../features/item/item-view.tsx';
import { Stepper } from '../features/item/stepper.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { titleOf } from '../ui/title.ts';
import { useTitle } from '../ui/use-title.ts';

const route = getRouteApi('/item/$id');

/** One item: its picture, its signals, and what is like it. */
export function ItemPage() {
  const { id } = route.useParams();
  const address = route.useSearch();
  const filters = useMemo(() => filtersSchema.parse(address), [address]);
  const item = useQuery(itemQuery(id));
  useTitle(titleOf(item.data?.card ?? { id, title: '' }));
  return (
    <div className="page">
      <Stepper id={id} filters={filters} at={address.at} />
      <Loaded query={item} isAlone>
        {(detail) => (
          <>
            <ItemView key={id} detail={detail} />
            <div className="item-alike">
              <NearDuplicates id={id} />
              <Related id={id} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
