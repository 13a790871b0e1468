import { catalogueStatus } from '../../../retrieval/catalogue-status.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/status`: how much of the catalogue is understood. */
export const registerStatus: RegisterRoute = (server, { context, counts }) => {
  server.get(
    '/v1/status',
    { config: { scope: 'items:read' } },
    async () => await catalogueStatus(context, counts),
  );
};
