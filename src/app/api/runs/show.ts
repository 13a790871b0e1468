import { z } from 'zod';
import { notFound } from '../../../base/errors.ts';
import { findRunDetail } from '../../../extraction/read/run-view.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().max(100) });

/** `GET /v1/runs/{id}`: one run with what its signals said and what failed. */
export const registerRun: RegisterRoute = (server, { context }) => {
  server.get('/v1/runs/:id', async ({ params }) => {
    const { id } = validate(paramsSchema, params);
    const run = await findRunDetail(context.db, id);
    if (run) return run;
    throw notFound('no-run', `There is no run ${id}.`);
  });
};
