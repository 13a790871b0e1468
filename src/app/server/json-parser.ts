import type { FastifyInstance } from 'fastify';
import { requireShallowJson } from '../../base/json-depth.ts';

/**
 * Has the routes of a scope take JSON as the framework does, but none that is nested without end.
 *
 * @param bodyLimit In bytes; that of a route goes before, that of the server holds without.
 */
export function takeJson(scope: FastifyInstance, bodyLimit?: number): void {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', ...(bodyLimit !== undefined && { bodyLimit }) },
    (request, body: Buffer, done) => {
      try {
        requireShallowJson(body);
      } catch (error) {
        done(error instanceof Error ? error : new TypeError('Expected an error.'));
        return;
      }
      void parse(request, body.toString(), done);
    },
  );
}
