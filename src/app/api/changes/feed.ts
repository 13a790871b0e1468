import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { dependencyError } from '../../../base/errors.ts';
import { readChanges } from '../../../changes/read.ts';
import type { ChangesPage } from '../../../contracts/changes.ts';
import type { RegisterRoute } from '../route.ts';
import { readRequest } from './request.ts';
import { eventsPerRead, serverSentEvents } from './server-sent-events.ts';
import { waitForPage } from './wait-for-page.ts';

/** Each is a connection and a page in memory. */
const mostStreams = 200;

/** A stream then ends and its client comes back: a key that ended is refused at the latest then. */
const longestStreamMs = 15 * 60 * 1000;

/**
 * `GET /v1/changes?after=&limit=&types=&signals=&wait=`: a page of the log and the cursor of the
 * next. With `Accept: text/event-stream` the log as server-sent events, from `Last-Event-ID` or
 * `after` on. A key sees events of items and of the signals that its consumer declares.
 */
export const registerChanges: RegisterRoute = (server, { context, tail }) => {
  const { db } = context;
  const closing = new AbortController();
  server.addHook('preClose', async () => {
    closing.abort();
  });
  let streams = 0;

  server.get('/v1/changes', { config: { scope: 'changes:read' } }, async (request, reply) => {
    const wanted = readRequest(request);
    const gone = AbortSignal.any([closing.signal, goneOf(reply)]);
    if (!request.headers.accept?.includes('text/event-stream')) {
      const { events, next } = await waitForPage(wanted, { db, tail, gone });
      return { events, next } satisfies ChangesPage;
    }
    if (streams >= mostStreams) throw tooManyStreams();
    streams += 1;
    reply.raw.once('close', () => {
      streams -= 1;
    });
    const { filter } = wanted;
    const after = request.headers['last-event-id']?.toString() ?? wanted.after;
    // Before the answer begins, so that a cursor that is refused is refused by its status.
    const first = await readChanges(db, { ...filter, after, limit: eventsPerRead });
    const stop = AbortSignal.any([gone, AbortSignal.timeout(longestStreamMs)]);
    const events = serverSentEvents(first, filter, { db, tail, stop });
    return await reply
      .type('text/event-stream; charset=utf-8')
      // Proxies that collect an answer before they pass it on must not.
      .header('x-accel-buffering', 'no')
      // A stream that ended must not keep the server from closing until its connection idles out.
      .header('connection', 'close')
      .send(Readable.from(events, { objectMode: false, highWaterMark: 16 * 1024 }));
  });
};

/** Aborts when the answer was sent, or the one who asked has gone. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}

function tooManyStreams() {
  return dependencyError(
    'too-many-streams',
    `There are ${mostStreams} streams of changes open, the most this server holds. Ask for pages instead, with ?wait=30, or come back later.`,
  );
}
