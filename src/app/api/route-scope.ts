import type { Principal } from '../../consumers/principal.ts';
import type { Scope } from '../../contracts/scopes.ts';

/**
 * What a key needs for a route: a scope, or to be any key, where the route itself asks whose. A
 * route that says nothing is not for keys; the installation's token may use all. `anyone` needs
 * neither, as probes of whether a server lives.
 */
export type RouteScope = Scope | 'any-key' | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly scope?: RouteScope;
  }
  interface FastifyRequest {
    /** Who asks; the guard lets nobody further without. */
    principal: Principal;
    /** When its head had come, by `performance.now()`. */
    receivedAt: number;
  }
}
