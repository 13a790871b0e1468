import type { FastifyInstance } from 'fastify';
import type { OnlineExtraction } from '../../../extraction/online/online.ts';

/** Loading the models takes a few seconds. */
const retryAfterSeconds = 2;

/**
 * `GET /v2/health/live`: 200 while the server answers at all. `GET /v2/health/ready`: 200 once the
 * models of the signals that are computed are loaded, 503 before; others are loaded when they are
 * asked for. Neither needs a key.
 */
export function registerHealth(
  server: FastifyInstance,
  online: Pick<OnlineExtraction, 'isReady'>,
): void {
  const config = { scope: 'anyone' } as const;
  server.get('/v2/health/live', { config }, () => ({ live: true }));
  server.get('/v2/health/ready', { config }, async (_request, reply) => {
    if (!online.isReady) void reply.code(503).header('retry-after', retryAfterSeconds);
    return { ready: online.isReady };
  });
}
