import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../base/clock.ts';
import type { OnlineExtraction } from '../../../extraction/online/online.ts';
import { createLiveRecorder, usualBounds, type LiveRecorder } from './live-recorder.ts';

/** Asked again and again by who watches, as the console does. */
const watching = new Set([
  '/metrics',
  '/v1/health/ready',
  '/v1/indexes',
  '/v1/live',
  '/v1/live/history',
  '/v1/status',
]);

/** Its requests last as long as nothing changes. */
const waiting = '/v1/changes';

/** Records the requests of a server, and how it goes, until the server closes. */
export function recordLive(
  server: FastifyInstance,
  online: Pick<OnlineExtraction, 'tally' | 'queue'>,
  clock: Clock,
): LiveRecorder {
  const recorder = createLiveRecorder(online, clock);
  server.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    const { url = 'none' } = routeOptions;
    if (!watching.has(url) && url !== waiting) {
      recorder.note(`${method} ${url}`, statusCode, elapsedTime);
    }
    done();
  });
  const timer = setInterval(recorder.step, usualBounds.stepSeconds * 1000).unref();
  server.addHook('onClose', async () => {
    clearInterval(timer);
    recorder.close();
  });
  return recorder;
}
