import { z } from 'zod';
import { sorts } from '../../src/contracts/api.ts';

/** Absent and senseless values become the default: an address is typed by people. */
const shareOrNone = z.coerce.number().min(0).max(1).optional().catch(undefined);

const repeated = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .catch([])
  .default([]);

/** What of the catalogue is shown, as the address of Explore says it. */
export const filtersSchema = z.object({
  /** `field:value`; see the facets of the interface. */
  facet: repeated,
  minQuality: shareOrNone,
  maxQuality: shareOrNone,
  match: z.string().max(200).optional().catch(undefined),
  sort: z.enum(sorts).catch('newest').default('newest'),
});

export type Filters = z.infer<typeof filtersSchema>;

export const noFilters: Filters = filtersSchema.parse({});

/** The filters as the query of `GET /v1/items` and `GET /v1/facets`, without sort and place. */
export function filterParameters(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  for (const facet of filters.facet) query.append('facet', facet);
  if (filters.minQuality !== undefined) query.set('minQuality', String(filters.minQuality));
  if (filters.maxQuality !== undefined) query.set('maxQuality', String(filters.maxQuality));
  if (filters.match !== undefined && filters.match !== '') query.set('match', filters.match);
  return query;
}

/** Whether anything is left out of the catalogue. */
export function isFiltered(filters: Filters): boolean {
  return filterParameters(filters).size > 0;
}

/** The filters as they stand in an address: defaults left out. */
export function filtersInAddress(filters: Filters): Partial<Filters> {
  const { facet, sort, match, ...quality } = filters;
  return {
    ...(facet.length > 0 ? { facet } : {}),
    ...quality,
    ...(match !== undefined && match !== '' ? { match } : {}),
    ...(sort === 'newest' ? {} : { sort }),
  };
}

/** The filters with one value of a facet switched on or off. */
export function toggleFacet(filters: Filters, facet: string): Filters {
  const has = filters.facet.includes(facet);
  return {
    ...filters,
    facet: has ? filters.facet.filter((one) => one !== facet) : [...filters.facet, facet],
  };
}
