import type { RegisterRoute } from '../route.ts';

/** `GET /metrics`: what the server counts, for Prometheus. */
export const registerMetrics: RegisterRoute = (server, { metrics }) => {
  server.get('/metrics', { config: { scope: 'metrics' } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
};
