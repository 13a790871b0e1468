import { z } from 'zod';
import { verifyDeleted } from '../../../extraction/deletion/verify.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });

/** `GET /v1/items/{id}/traces`: what every store has of an item, be it there or deleted. */
export const registerTraces: RegisterRoute = (server, { context }) => {
  server.get('/v1/items/:id/traces', async ({ params }) => {
    return await verifyDeleted(validate(paramsSchema, params).id, context);
  });
};
