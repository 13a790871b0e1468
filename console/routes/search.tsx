import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { SearchAddress } from '../api/page-addresses.ts';
import { filtersInAddress, filtersSchema, filterParameters } from '../api/filters.ts';
import type { Filters } from '../api/filters.ts';
import { facetsQuery, itemQuery } from '../api/items.ts';
import { partsInAddress, partsOf } from '../api/search-parts.ts';
import type { SearchPart } from '../api/search-parts.ts';
import { searchQuery } from '../api/search.ts';
import { Blank } from '../features/search/blank.tsx';
import { Corrected } from '../features/search/corrected.tsx';
import { GonePicture, OnlyAway } from '../features/search/cannot-search.tsx';
import { LookedPicture } from '../features/search/looked-picture.tsx';
import { isGonePicture, isNotItem, isPicture, withBox } from '../features/search/parts.ts';
import { QueryBar } from '../features/search/query-bar.tsx';
import { Results } from '../features/search/results.tsx';
import { SearchOptions } from '../features/search/search-options.tsx';
import { Explained } from '../ui/explained.tsx';
import { ActiveFilters } from '../ui/facets/active-filters.tsx';
import { FacetsPanel } from '../ui/facets/facets-panel.tsx';
import { FiltersDrawer } from '../ui/facets/filters-drawer.tsx';
import { Failure } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { useTitle } from '../ui/use-title.ts';
import '../features/search/search.css';

const route = getRouteApi('/search');
const limit = 60;

/** Search by any mix of words, items or parts of them, and pictures of one's own. */
export function SearchPage() {
  useTitle('Search');
  const address = route.useSearch();
  const navigate = useNavigate();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [lookedAt, setLookedAt] = useState<number>();
  const { unsafe = false, copies = false, asTyped = false, explain = false } = address;

  const parts = useMemo(() => partsOf(address), [address]);
  const filters = useMemo(() => filtersSchema.parse(address), [address]);
  const isBlank = parts.length === 0;
  const isGone = parts.some(isGonePicture);
  const isAway = !isBlank && parts.every(({ weight }) => weight < 0);
  const { facet, minQuality, maxQuality } = filters;
  const search = useQuery({
    ...searchQuery(parts, { facet, minQuality, maxQuality, unsafe, copies, asTyped, limit }),
    placeholderData: keepPreviousData,
    enabled: !isBlank && !isGone && !isAway,
  });
  const facets = useQuery({
    ...facetsQuery(filters, false),
    enabled: isDrawerOpen || facet.length > 0,
  });

  const items = parts.flatMap((part) => (part.kind === 'item' ? [itemQuery(part.id)] : []));
  const areNamed = useQueries({ queries: items }).every(({ isPending }) => !isPending);
  // Once: what is added later comes by a press, and may move what is there.
  const [isBegun, setBegun] = useState(false);
  if (areNamed && !isBegun) setBegun(true);

  const show = (change: Partial<SearchAddress>, replace = true) =>
    void navigate({ to: '/search', search: { ...address, ...change }, replace });
  const showParts = (next: readonly SearchPart[]) => {
    const { q: _q, item: _i, picture: _p, box: _b, part: _, asTyped: _a, ...rest } = address;
    void navigate({ to: '/search', search: { ...rest, ...partsInAddress(next) } });
  };
  const showFilters = (next: Filters) => {
    const { facet: _f, minQuality: _l, maxQuality: _h, ...rest } = address;
    const { sort: _s, match: _m, ...chosen } = filtersInAddress(next);
    void navigate({ to: '/search', search: { ...rest, ...chosen }, replace: true });
  };

  const pressed = lookedAt === undefined ? undefined : parts[lookedAt];
  const towards = parts.filter(({ weight }) => weight > 0);
  const looked = isPicture(pressed) ? pressed : towards.find(isPicture);
  const found = search.data;
  if (!isBegun) {
    return (
      <div className="page">
        <h1 className="unseen">Search</h1>
        <p className="waiting soft" role="status">
          One moment …
        </p>
      </div>
    );
  }
  return (
    <div className="page search" data-blank={isBlank}>
      <h1 className={isBlank ? undefined : 'unseen'}>Search</h1>
      <QueryBar parts={parts} onParts={showParts} looked={looked} onLook={setLookedAt} />
      {isBlank ? (
        <Blank />
      ) : (
        <>
          <SearchOptions
            filters={filterParameters(filters).size}
            onOpenFilters={() => setDrawerOpen(true)}
          >
            <Switch
              name="Copies too"
              hint="Near-duplicates too, not only the best of each"
              isOn={copies}
              onChange={(isOn) => show({ copies: isOn || undefined })}
            />
            <Switch
              name="Unsafe too"
              hint="What the safety signal calls unsafe is left out"
              isOn={unsafe}
              onChange={(isOn) => show({ unsafe: isOn || undefined })}
            />
            <Switch
              name="Explain"
              hint="The stages of the search, and how neighbours were looked for"
              isOn={explain}
              onChange={(isOn) => show({ explain: isOn || undefined })}
            />
          </SearchOptions>
          <ActiveFilters
            facets={facets.data?.facets ?? []}
            filters={filters}
            onChange={showFilters}
          />
          <FiltersDrawer
            isOpen={isDrawerOpen}
            onClose={() => setDrawerOpen(false)}
            verb="Show the results"
          >
            <FacetsPanel
              facets={facets.data?.facets ?? []}
              filters={filters}
              hasMatch={false}
              onChange={showFilters}
            />
          </FiltersDrawer>
          <div className="search-body" data-pictured={looked !== undefined}>
            {looked !== undefined && (
              <section className="search-side" aria-label="The picture of the search">
                <LookedPicture
                  part={looked}
                  onBox={(box) =>
                    showParts(parts.map((part) => (part === looked ? withBox(looked, box) : part)))
                  }
                />
              </section>
            )}
            <section
              aria-label="Results"
              aria-busy={search.isFetching}
              data-stale={search.isPlaceholderData}
              className="search-results"
            >
              {isGone && <GonePicture />}
              {isAway && !isGone && <OnlyAway />}
              {search.error !== null && (
                <Failure error={search.error} retry={() => void search.refetch()} />
              )}
              {search.isLoading && <p className="results-line small soft">Searching…</p>}
              {found !== undefined && !isGone && !isAway && search.error === null && (
                <>
                  {found.corrected !== undefined && (
                    <Corrected
                      correction={found.corrected}
                      onAsTyped={() => show({ asTyped: true }, false)}
                    />
                  )}
                  {explain && <Explained found={found} />}
                  <Results
                    found={found}
                    onAdd={(id, weight) =>
                      showParts([...parts.filter(isNotItem(id)), { kind: 'item', id, weight }])
                    }
                  />
                </>
              )}
            </section>
          </div>
        </>
      )}
    </div>
  );
}
