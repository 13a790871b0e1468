import { z } from 'zod';
import type { Filters } from '../../../retrieval/condition.ts';
import { requireFields } from '../../../retrieval/facet-fields.ts';

/** The filters of a search by GET or with a body of bytes, and whether to say how it was done. */
export const filterQuerySchema = z.object({
  facet: z
    .union([z.string().transform((facet) => [facet]), z.array(z.string()).max(100)])
    .default([]),
  minQuality: z.coerce.number().min(0).max(1).optional(),
  maxQuality: z.coerce.number().min(0).max(1).optional(),
  explain: z.stringbool().default(false),
});

/**
 * Filters, or undefined where nothing is filtered.
 *
 * @throws input `unknown-field`
 */
export function filtersIn({ facet, minQuality, maxQuality }: Filters): Filters | undefined {
  requireFields(facet);
  const isEmpty = facet.length === 0 && minQuality === undefined && maxQuality === undefined;
  return isEmpty ? undefined : { facet, minQuality, maxQuality };
}
