import { z } from 'zod';
import { findDuplicates } from '../../../surfaces/duplicates/find-clusters.ts';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const querySchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  item: z.string().optional(),
});

/** `GET /v1/duplicates`: clusters of near-duplicates, or the one of an item. */
export const registerDuplicates: RegisterRoute = (server, { context, ledger }) => {
  server.get('/v1/duplicates', { config: { scope: 'search' } }, async ({ query, principal }) => {
    const { offset, limit, item } = validate(querySchema, query);
    const found = await findDuplicates(context, {
      offset,
      limit,
      ...(item !== undefined && { item }),
    });
    const items = found.clusters.reduce((sum, cluster) => sum + cluster.items.length, 0);
    await ledger.record(principal.consumer, readsOfAnswer(found.versions, items));
    return found;
  });
};
