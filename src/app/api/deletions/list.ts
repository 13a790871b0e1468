import { z } from 'zod';
import { findDeletion, listDeletions } from '../../../extraction/deletion/deletion-view.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(100) });

/** `GET /v1/deletions` and `GET /v1/deletions/{id}`: the audit of what was deleted. */
export const registerDeletions: RegisterRoute = (server, { context: { db } }) => {
  server.get('/v1/deletions', async () => ({ deletions: await listDeletions(db) }));
  server.get('/v1/deletions/:id', async ({ params }) => {
    return await findDeletion(db, validate(paramsSchema, params).id);
  });
};
