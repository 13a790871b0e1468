import { asyncApiDocument } from './asyncapi-document.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/asyncapi.json`: the events of the change feed, described for programs. */
export const registerAsyncApi: RegisterRoute = (server) => {
  server.get('/v1/asyncapi.json', { config: { scope: 'any-key' } }, () => asyncApiDocument());
};
