import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { searchResultsSchema } from '../../src/contracts/api.ts';
import type { RelatedMode } from '../../src/contracts/related.ts';
import { request } from './request.ts';

export interface RelatedWish {
  readonly by: RelatedMode;
  /** 1: only the order counts; less: how different they are from each other counts too. */
  readonly lambda: number;
  readonly limit: number;
  /** Of complementary ones: the field that says of which kind an item is. */
  readonly kind?: string | undefined;
}

/** What is related to an item, with what each stage said of each. */
export function relatedQuery(id: string, { by, lambda, limit, kind }: RelatedWish) {
  const query = new URLSearchParams({
    by,
    lambda: String(lambda),
    limit: String(limit),
    explain: 'true',
  });
  if (by === 'complementary' && kind !== undefined) query.set('kind', kind);
  return queryOptions({
    queryKey: ['related', id, query.toString()],
    queryFn: ({ signal }) =>
      request(`/v1/related/${encodeURIComponent(id)}?${query}`, searchResultsSchema, { signal }),
    placeholderData: (before, last) =>
      last?.queryKey[1] === id ? keepPreviousData(before) : undefined,
    staleTime: 60_000,
  });
}
