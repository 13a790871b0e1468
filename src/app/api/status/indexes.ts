import type { Indexes } from '../../../contracts/nearest.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/indexes`: what this server holds of vectors, and how many neighbours its graphs find. */
export const registerIndexes: RegisterRoute = (server, { context: { indexes } }) => {
  server.get('/v1/indexes', { config: { scope: 'items:read' } }, (): Indexes => ({
    indexes: indexes.states(),
    recall: indexes.recall(),
  }));
};
