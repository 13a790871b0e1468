import { countFacets } from '../../../retrieval/facets.ts';
import type { RegisterRoute } from '../route.ts';
import { catalogueQueryIn } from './query.ts';

/** `GET /v1/facets`: how many items have each value of each field. */
export const registerFacets: RegisterRoute = (server, { context, counts }) => {
  server.get('/v1/facets', { config: { scope: 'items:read' } }, async ({ query }) => {
    return await countFacets(context.db, catalogueQueryIn(query), counts);
  });
};
