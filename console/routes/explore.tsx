import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { filtersInAddress, filtersSchema, isFiltered, noFilters } from '../api/filters.ts';
import type { Filters } from '../api/filters.ts';
import { facetsQuery, itemsQuery } from '../api/items.ts';
import { statusQuery } from '../api/status.ts';
import { ActiveFilters } from '../ui/facets/active-filters.tsx';
import { Catalogue } from '../features/explore/catalogue.tsx';
import { EmptyCatalogue, NothingMatches } from '../features/explore/empty-catalogue.tsx';
import { FacetsPanel } from '../ui/facets/facets-panel.tsx';
import { FiltersDrawer } from '../ui/facets/filters-drawer.tsx';
import { idealWidths, usePictureSize } from '../features/explore/picture-size.ts';
import { useFollowing } from '../features/explore/use-following.ts';
import { Toolbar } from '../features/explore/toolbar.tsx';
import { Failure } from '../ui/notice.tsx';
import { counted } from '../ui/numbers.ts';
import { useTitle } from '../ui/use-title.ts';
import '../features/explore/explore.css';

const route = getRouteApi('/');

/** The whole catalogue, or the part of it that the address says. */
export function ExplorePage() {
  useTitle('Explore');
  const address = route.useSearch();
  const filters = useMemo(() => filtersSchema.parse(address), [address]);
  const navigate = useNavigate();
  const [size, setSize] = usePictureSize();
  const [isDrawerOpen, setDrawerOpen] = useState(false);

  const status = useQuery(statusQuery);
  const live = useFollowing((status.data?.running.length ?? 0) > 0);
  const first = useQuery(itemsQuery(filters, 0, live));
  const facets = useQuery(facetsQuery(filters, live));
  const total = first.data?.total;

  const show = (next: Filters) =>
    void navigate({ to: '/', search: filtersInAddress(next), replace: true });
  const panel = (
    <FacetsPanel facets={facets.data?.facets ?? []} filters={filters} onChange={show} />
  );
  return (
    <div className="explore">
      <aside className="explore-side" aria-label="Filters">
        {panel}
      </aside>
      <FiltersDrawer
        isOpen={isDrawerOpen}
        onClose={() => setDrawerOpen(false)}
        verb={`Show ${counted(total ?? 0, 'item')}`}
      >
        {panel}
      </FiltersDrawer>
      <section aria-label="Catalogue">
        <Toolbar
          total={total}
          sort={filters.sort}
          onSort={(sort) => show({ ...filters, sort })}
          size={size}
          onSize={setSize}
          onOpenFilters={() => setDrawerOpen(true)}
        />
        <ActiveFilters facets={facets.data?.facets ?? []} filters={filters} onChange={show} />
        {first.error !== null && <Failure error={first.error} retry={() => void first.refetch()} />}
        {total === 0 && isFiltered(filters) && (
          <NothingMatches onClear={() => show({ ...noFilters, sort: filters.sort })} />
        )}
        {total === 0 && !isFiltered(filters) && <EmptyCatalogue />}
        {total !== undefined && total > 0 && (
          <Catalogue filters={filters} total={total} ideal={idealWidths[size]} live={live} />
        )}
      </section>
    </div>
  );
}
