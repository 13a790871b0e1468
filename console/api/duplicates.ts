import { queryOptions } from '@tanstack/react-query';
import { duplicatesSchema } from '../../src/contracts/api.ts';
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
