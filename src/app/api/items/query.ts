import { z } from 'zod';
import { browseQuerySchema, type BrowseQuery } from '../../../contracts/api.ts';
import { requireFields } from '../../../retrieval/facet-fields.ts';
import { asList, validate } from '../validate.ts';

/** A query of the catalogue as it stands in an address: a facet may be given once or often. */
const addressQuerySchema = z.preprocess(
  (query) =>
    typeof query === 'object' && query !== null && 'facet' in query
      ? { ...query, facet: asList(query.facet) }
      : query,
  browseQuerySchema,
);

/** @throws input `invalid-request`; input `unknown-field`, naming the fields that there are */
export function catalogueQueryIn(query: unknown): BrowseQuery {
  const asked = validate(addressQuerySchema, query);
  requireFields(asked.facet);
  return asked;
}
