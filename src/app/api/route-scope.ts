import type { Principal } from '../../consumers/principal.ts';
import type { Scope } from '../../contracts/scopes.ts';
import type { Versions } from '../../extraction/versions/versions.ts';

/**
 * What a key needs for a route: a scope, or to be any key, where the route itself asks whose. A
 * route that says nothing is not for keys; the installation's token may use all. `anyone` needs
 * neither, as probes of whether a server lives.
 */
export type RouteScope = Scope | 'any-key' | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly scope?: RouteScope;
    /** Whether a key is looked up together with the versions of signals, which saves a round trip. */
    readonly withVersions?: boolean;
  }
  interface FastifyRequest {
    /** Who asks; the guard lets nobody further without. */
    principal: Principal;
    /** Of a key's request to a route `withVersions`, as they were when its head had come. */
    versions: Versions | undefined;
    /** When its head had come, by `performance.now()`. */
    receivedAt: number;
  }
}
