import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { browsePageSchema, facetsSchema, itemDetailSchema } from '../../src/contracts/api.ts';
import { filterParameters, noFilters } from './filters.ts';
import type { Filters } from './filters.ts';
import { request } from './request.ts';

/** Items of one request for a page of the catalogue. */
export const pageSize = 120;

export function itemsQuery(filters: Filters, page: number, live: boolean) {
  const query = filterParameters(filters);
  query.set('sort', filters.sort);
  query.set('offset', String(page * pageSize));
  query.set('limit', String(pageSize));
  return queryOptions({
    queryKey: ['items', filters, page],
    queryFn: ({ signal }) => request(`/v1/items?${query}`, browsePageSchema, { signal }),
    refetchInterval: live ? 2000 : false,
  });
}

/** What was read last and can be looked at. */
export function firstItemsQuery() {
  return itemsQuery({ ...noFilters, facet: ['state:done'] }, 0, false);
}

/** A few items about a place of the catalogue, to step to the previous and the next. */
export function aroundQuery(filters: Filters, at: number) {
  const offset = Math.max(0, at - 6);
  const query = filterParameters(filters);
  query.set('sort', filters.sort);
  query.set('offset', String(offset));
  query.set('limit', '13');
  return queryOptions({
    queryKey: ['around', filters, offset],
    queryFn: async ({ signal }) => ({
      offset,
      items: (await request(`/v1/items?${query}`, browsePageSchema, { signal })).items,
    }),
    placeholderData: keepPreviousData,
  });
}

export function facetsQuery(filters: Filters, live: boolean) {
  const query = filterParameters(filters);
  return queryOptions({
    queryKey: ['facets', query.toString()],
    queryFn: ({ signal }) => request(`/v1/facets?${query}`, facetsSchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? 4000 : false,
  });
}

export function itemQuery(id: string) {
  return queryOptions({
    queryKey: ['item', id],
    queryFn: ({ signal }) =>
      request(`/v1/items/${encodeURIComponent(id)}`, itemDetailSchema, { signal }),
  });
}
