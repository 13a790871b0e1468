import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  browsePageSchema,
  duplicatesSchema,
  facetsSchema,
  itemDetailSchema,
  runDetailSchema,
  runSchema,
  searchResultsSchema,
  statusSchema,
} from '../../src/contracts/api.ts';
import type { searchRequestSchema } from '../../src/contracts/api.ts';
import type { Box } from '../../src/contracts/box.ts';
import { filterParameters } from './filters.ts';
import type { Filters } from './filters.ts';
import { boxText } from './media.ts';
import { request } from './request.ts';

/** Items of one request for a page of the catalogue. */
export const pageSize = 120;

/** The time between looks at something that is changing. */
const liveMs = 1000;

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => request('/v1/status', statusSchema, { signal }),
  refetchInterval: (query) => (isReading(query.state.data) ? liveMs : 10_000),
});

function isReading(status: { running: readonly unknown[] } | undefined): boolean {
  return status !== undefined && status.running.length > 0;
}

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

export function relatedQuery(id: string, limit: number) {
  return queryOptions({
    queryKey: ['related', id, limit],
    queryFn: ({ signal }) =>
      request(`/v1/related/${encodeURIComponent(id)}?limit=${limit}`, searchResultsSchema, {
        signal,
      }),
  });
}

export function searchQuery(wanted: z.input<typeof searchRequestSchema>) {
  return queryOptions({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) =>
      request('/v1/search', searchResultsSchema, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wanted),
        signal,
      }),
    staleTime: 60_000,
  });
}

/** @param picture `key` tells one dropped picture from another. */
export function pictureSearchQuery(
  picture: { readonly key: number; readonly bytes: Blob },
  box: Box | undefined,
  unsafe: boolean,
  limit: number,
) {
  const query = new URLSearchParams({ unsafe: String(unsafe), limit: String(limit) });
  if (box !== undefined) query.set('box', boxText(box));
  return queryOptions({
    queryKey: ['search', 'picture', picture.key, query.toString()],
    queryFn: ({ signal }) =>
      request(`/v1/search/image?${query}`, searchResultsSchema, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: picture.bytes,
        signal,
      }),
    staleTime: 60_000,
  });
}

export function duplicatesQuery(offset: number, limit: number) {
  return queryOptions({
    queryKey: ['duplicates', offset, limit],
    queryFn: ({ signal }) =>
      request(`/v1/duplicates?offset=${offset}&limit=${limit}`, duplicatesSchema, { signal }),
  });
}

/** The cluster of one item; no cluster where the item has none. */
export function clusterQuery(id: string) {
  return queryOptions({
    queryKey: ['duplicates', 'item', id],
    queryFn: ({ signal }) =>
      request(`/v1/duplicates?item=${encodeURIComponent(id)}`, duplicatesSchema, { signal }),
  });
}

const runsSchema = z.object({ runs: z.array(runSchema) });

export const runsQuery = queryOptions({
  queryKey: ['runs'],
  queryFn: ({ signal }) => request('/v1/runs', runsSchema, { signal }),
  refetchInterval: (query) =>
    query.state.data?.runs.some((run) => isActive(run.state)) === true ? liveMs : 10_000,
});

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['runs', id],
    queryFn: ({ signal }) =>
      request(`/v1/runs/${encodeURIComponent(id)}`, runDetailSchema, { signal }),
    refetchInterval: (query) =>
      query.state.data !== undefined && isActive(query.state.data.state) ? liveMs : false,
  });
}

function isActive(state: string): boolean {
  return state === 'listing' || state === 'running';
}
