import { queryOptions } from '@tanstack/react-query';
import { duplicatesSchema } from '../../src/contracts/api.ts';
import { duplicateCheckSchema } from '../../src/contracts/duplicate-check.ts';
import type { QueryPicture } from './picture-drawer.ts';
import { request } from './request.ts';

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

/** Whether a picture of one's own is a copy of anything, and how that was decided. */
export function duplicateCheckQuery(picture: QueryPicture) {
  return queryOptions({
    queryKey: ['duplicates', 'check', picture.key],
    queryFn: ({ signal }) =>
      request('/v1/duplicates?explain=true', duplicateCheckSchema, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: picture.bytes,
        signal,
      }),
    staleTime: 60_000,
  });
}
