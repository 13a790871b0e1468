import { listRuns } from '../../../extraction/read/run-view.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/runs`: the newest first. */
export const registerRuns: RegisterRoute = (server, { context }) => {
  server.get('/v1/runs', async () => ({ runs: await listRuns(context.db) }));
};
