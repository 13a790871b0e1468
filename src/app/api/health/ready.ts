import { problem, sendProblem } from '../problem.ts';
import type { RegisterRoute } from '../route.ts';

/** Loading the models takes a few seconds. */
const retryAfterSeconds = 2;

/**
 * `GET /v1/health/ready`: 200 once no request waits for a model to be loaded, 503 before. Whoever
 * routes requests here asks it, and has no key.
 */
export const registerReady: RegisterRoute = (server, { workshop }) => {
  server.get('/v1/health/ready', { config: { scope: 'anyone' } }, async (_request, reply) => {
    if (workshop.online.isReady) return { ready: true };
    await sendProblem(
      reply.header('retry-after', retryAfterSeconds),
      problem(503, 'warming', 'Models are still being loaded: what is asked now waits for that.'),
    );
    return reply;
  });
};
