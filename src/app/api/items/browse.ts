import { browse } from '../../../retrieval/browse.ts';
import type { RegisterRoute } from '../route.ts';
import { catalogueQueryIn } from './query.ts';

/** `GET /v1/items`: a page of the catalogue. */
export const registerBrowse: RegisterRoute = (server, { context, counts }) => {
  server.get('/v1/items', { config: { scope: 'items:read' } }, async ({ query }) => {
    return await browse(context.db, catalogueQueryIn(query), counts);
  });
};
