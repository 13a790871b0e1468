import { z } from 'zod';
import { findRelated } from '../../../retrieval/related.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });
const querySchema = z.object({ limit: z.coerce.number().int().min(1).max(500).default(24) });

/** `GET /v1/related/{id}`: items that look or read like one. */
export const registerRelated: RegisterRoute = (server, { context }) => {
  server.get('/v1/related/:id', { config: { scope: 'search' } }, async ({ params, query }) => {
    const { id } = validate(paramsSchema, params);
    const { limit } = validate(querySchema, query);
    return await findRelated(id, { limit, unsafe: false }, context);
  });
};
