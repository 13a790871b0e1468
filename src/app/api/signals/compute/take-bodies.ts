import type { FastifyInstance } from 'fastify';
import { mostBodyBytes, mostPictureBytes } from '../../../../contracts/online.ts';
import { takeJson } from '../../../server/json-parser.ts';
import { mostJsonBytes } from './explain-error.ts';

/** Has the routes of a scope take pictures and forms as bytes, and small JSON; nothing else. */
export function takeBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  const asBytes = (bodyLimit: number) => ({ parseAs: 'buffer' as const, bodyLimit });
  for (const type of [/^image\//, /^application\/octet-stream/]) {
    scope.addContentTypeParser(type, asBytes(mostPictureBytes), (_request, body, done) => {
      done(null, body);
    });
  }
  scope.addContentTypeParser(
    /^multipart\/form-data/,
    asBytes(mostBodyBytes),
    (_request, body, done) => done(null, body),
  );
  takeJson(scope, mostJsonBytes);
}
