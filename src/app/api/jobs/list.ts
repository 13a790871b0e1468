import { listJobs } from '../../../extraction/backfill/job-view.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/jobs`: backfills, the newest first. */
export const registerJobs: RegisterRoute = (server, { context }) => {
  server.get('/v1/jobs', async () => ({ jobs: await listJobs(context.db) }));
};
