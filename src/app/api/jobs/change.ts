import { jobChangeSchema } from '../../../contracts/jobs.ts';
import { changeBackfill } from '../../../extraction/backfill/backfills.ts';
import { releaseStaged } from '../../../extraction/backfill/release-staged.ts';
import { findJobDetail } from '../../../extraction/backfill/job-view.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { jobParamsSchema } from './show.ts';

/** `POST /v1/jobs/{id}` with `{"action": "pause" | "resume" | "cancel"}`. */
export const registerChangeJob: RegisterRoute = (server, { context }) => {
  server.post('/v1/jobs/:id', async ({ params, body }) => {
    const { id } = validate(jobParamsSchema, params);
    const { action } = validate(jobChangeSchema, body);
    await changeBackfill(context.db, id, action, context.clock());
    if (action === 'cancel') await releaseStaged(context);
    return await findJobDetail(context.db, id);
  });
};
