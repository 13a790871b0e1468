import { z } from 'zod';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import { relatedQuerySchema } from '../../../contracts/related.ts';
import { findRelated } from '../../../surfaces/related/related.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { filtersIn } from './filters-in.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });

/** `GET /v1/related/{id}?by=look`: items that are related to one. */
export const registerRelated: RegisterRoute = (server, { context, workshop, ledger }) => {
  const stores = { stores: context, online: workshop.online };
  server.get(
    '/v1/related/:id',
    { config: { scope: 'search' } },
    async ({ params, query, principal }) => {
      const { id } = validate(paramsSchema, params);
      const { by, lambda, limit, kind, explain, ...filters } = validate(relatedQuerySchema, query);
      const options = { by, lambda, limit, kind, explain, filters: filtersIn(filters) };
      const found = await findRelated(id, options, stores);
      await ledger.record(principal.consumer, readsOfAnswer(found.versions, found.results.length));
      return found;
    },
  );
};
