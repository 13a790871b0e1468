import { z } from 'zod';
import { getItemDetail } from '../../../retrieval/item-detail.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });

/** `GET /v1/items/{id}`: everything that is known of one item. */
export const registerShow: RegisterRoute = (server, { context }) => {
  server.get('/v1/items/:id', async ({ params }) => {
    return await getItemDetail(validate(paramsSchema, params).id, context);
  });
};
