import { z } from 'zod';
import { findDuplicates } from '../../../retrieval/duplicates.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const querySchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  item: z.string().optional(),
});

/** `GET /v1/duplicates`: clusters of near-duplicates, or the one of an item. */
export const registerDuplicates: RegisterRoute = (server, { context }) => {
  server.get('/v1/duplicates', { config: { scope: 'search' } }, async ({ query }) => {
    const { offset, limit, item } = validate(querySchema, query);
    return await findDuplicates(context, {
      offset,
      limit,
      ...(item !== undefined && { item }),
    });
  });
};
