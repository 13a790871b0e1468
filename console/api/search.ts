import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { searchResultsSchema } from '../../src/contracts/api.ts';
import type { searchRequestSchema } from '../../src/contracts/api.ts';
import type { Box } from '../../src/contracts/box.ts';
import { boxText } from './media.ts';
import { request } from './request.ts';

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

export function relatedQuery(id: string, limit: number) {
  return queryOptions({
    queryKey: ['related', id, limit],
    queryFn: ({ signal }) =>
      request(`/v1/related/${encodeURIComponent(id)}?limit=${limit}`, searchResultsSchema, {
        signal,
      }),
  });
}
