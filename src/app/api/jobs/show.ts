import { z } from 'zod';
import { findJobDetail } from '../../../extraction/backfill/job-view.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

export const jobParamsSchema = z.object({ id: z.string().min(1).max(100) });

/** `GET /v1/jobs/{id}`: one job and its shards. */
export const registerJob: RegisterRoute = (server, { context }) => {
  server.get('/v1/jobs/:id', async ({ params }) => {
    return await findJobDetail(context.db, validate(jobParamsSchema, params).id);
  });
};
