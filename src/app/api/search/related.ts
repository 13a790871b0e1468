import { z } from 'zod';
import { findRelated } from '../../../retrieval/related.ts';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { filterQuerySchema, filtersIn } from './filters-in.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });
const querySchema = filterQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(500).default(24),
});

/** `GET /v1/related/{id}`: items that look or read like one. */
export const registerRelated: RegisterRoute = (server, { context, ledger }) => {
  server.get(
    '/v1/related/:id',
    { config: { scope: 'search' } },
    async ({ params, query, principal }) => {
      const { id } = validate(paramsSchema, params);
      const { limit, explain, ...filters } = validate(querySchema, query);
      const options = { limit, explain, unsafe: false, filters: filtersIn(filters) };
      const found = await findRelated(id, options, context);
      await ledger.record(principal.consumer, readsOfAnswer(found.versions, found.results.length));
      return found;
    },
  );
};
