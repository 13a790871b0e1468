import type { RegisterRoute } from '../route.ts';
import { openApiDocument, type RegisteredRoute } from './document.ts';

/**
 * `GET /v1/openapi.json`: the interface, described for programs. It comes before all others, whose
 * registration it sees.
 */
export const registerOpenApi: RegisterRoute = (server) => {
  const routes: RegisteredRoute[] = [];
  server.addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat()) {
      if (each === 'HEAD' || !/^\/(v1|media|metrics)\b/.test(url)) continue;
      routes.push({ method: each, url, scope: config?.scope });
    }
  });
  server.get('/v1/openapi.json', { config: { scope: 'any-key' } }, () => openApiDocument(routes));
};
