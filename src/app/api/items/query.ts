import { z } from 'zod';
import { browseQuerySchema } from '../../../contracts/api.ts';
import { asList } from '../validate.ts';

/** A query of the catalogue as it stands in an address: a facet may be given once or often. */
export const addressQuerySchema = z.preprocess(
  (query) =>
    typeof query === 'object' && query !== null && 'facet' in query
      ? { ...query, facet: asList(query.facet) }
      : query,
  browseQuerySchema,
);
