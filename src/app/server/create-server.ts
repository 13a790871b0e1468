import { maxHeaderSize } from 'node:http';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { createChangeTail } from '../../changes/tail.ts';
import { createLimits } from '../../consumers/limits/limits.ts';
import { createLedger } from '../../consumers/ledger/open-ledger.ts';
import { createLookupRecorder } from '../../extraction/metrics/lookup-recorder.ts';
import { createRecentCounts } from '../../retrieval/recent-counts.ts';
import { lookupBytesOf } from '../../storage/copies/lookup-bytes.ts';
import { openCopiedSignals } from '../../storage/copies/copied-signals.ts';
import { readOnlineSettings } from '../../extraction/online/settings.ts';
import { problem, problemOf, sendProblem } from '../api/problem.ts';
import type { ApiContext } from '../api/route.ts';
import { routes } from '../api/routes.ts';
import { createUserModels } from '../../surfaces/home/user-models.ts';
import { openInference } from '../oip/inference.ts';
import type { Tracing } from '../tracing/tracing.ts';
import { isDataAddress } from './data-address.ts';
import { answerClientError } from './client-error.ts';
import { addGuard, type Guard } from './guard.ts';
import { recordLive } from './live/record-live.ts';
import { observeIndexes } from './index-metrics.ts';
import { takeJson } from './json-parser.ts';
import { observeRequests } from './metrics.ts';
import { logRequests, requestIdOf } from './request-log.ts';

/** How long a client may take; milliseconds. */
export interface ClientTimeouts {
  /** For the head of a request. */
  readonly headMs: number;
  /** For a whole request. */
  readonly requestMs: number;
  /** Between two bytes in either direction: longer than whatever lets a client wait. */
  readonly silenceMs: number;
  /** How often the first two are looked at. */
  readonly checkMs: number;
}

const usualTimeouts: ClientTimeouts = {
  headMs: 15_000,
  requestMs: 60_000,
  silenceMs: 180_000,
  checkMs: 2000,
};

export interface ServerOptions extends Guard {
  readonly timeouts?: ClientTimeouts;
  readonly tracing?: Tracing | undefined;
  /** The folder of the built console. */
  readonly consoleFolder: string;
}

/** JSON bodies are queries; pictures have a limit of their own. */
const bodyLimitBytes = 1024 * 1024;

const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** The HTTP server: the interface under `/v1`, media, and the console everywhere else. */
export async function createServer(
  api: Pick<ApiContext, 'context' | 'workshop'>,
  { consoleFolder, timeouts = usualTimeouts, tracing, ...guard }: ServerOptions,
): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: timeouts.requestMs,
    connectionTimeout: timeouts.silenceMs,
    http: { headersTimeout: timeouts.headMs, connectionsCheckingInterval: timeouts.checkMs },
    clientErrorHandler: answerClientError,
    // What comes by a connection that is open already is answered while the server ends.
    return503OnClosing: false,
    genReqId: requestIdOf,
    // Ids are judged by the routes, however long: no address is longer than the head of a request.
    routerOptions: { maxParamLength: maxHeaderSize },
    // An address that cannot be read comes to no route and past no hook.
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemOf(error)),
  });
  tracing?.observe(server);
  logRequests(server, api.context.log);
  const copied = openCopiedSignals(api.context.signals, {
    folder: api.context.home.lookups,
    mostBytes: lookupBytesOf(process.env),
    log: api.context.log,
  });
  server.addHook('onClose', () => copied.close());
  const metrics = observeRequests(server, copied);
  observeIndexes(metrics, api.context.indexes);
  const live = recordLive(server, api.workshop.online, api.context.clock);
  server.decorateRequest('receivedAt', 0);
  server.addHook('onRequest', (request, _reply, done) => {
    request.receivedAt = performance.now();
    done();
  });
  const limits = createLimits(api.context.db, api.context.clock);
  addGuard(server, guard, { ...api.context, limits });
  server.setErrorHandler(async (error, request, reply) => {
    const details = problemOf(error);
    if (details.status >= 500) {
      api.context.log.error({ error, requestId: request.id, url: request.url }, 'request failed');
    }
    await sendProblem(reply, details);
  });
  for (const type of [/^image\//, /^application\/octet-stream$/]) {
    server.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
  }
  takeJson(server);
  const counts = createRecentCounts(api.context.db);
  const ledger = createLedger(api.context.db, api.context.clock, limits.count);
  const lookupTimes = createLookupRecorder(api.context);
  server.addHook('onClose', () => lookupTimes.close());
  const tail = createChangeTail(api.context.db, { log: api.context.log });
  const { home, log } = api.context;
  const inference = openInference({ modelsFolder: home.models, log }, readOnlineSettings());
  server.addHook('onClose', () => inference.close());
  const userModels = createUserModels(api.context);
  for (const register of routes) {
    register(server, {
      ...api,
      inference,
      counts,
      ledger,
      lookupTimes,
      tail,
      copied,
      metrics,
      live,
      userModels,
    });
  }

  await server.register(fastifyStatic, {
    root: consoleFolder,
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(pageHeaders)) response.header(name, value);
      const named = path.includes('/assets/');
      response.header('cache-control', named ? 'private, max-age=31536000, immutable' : 'no-cache');
    },
    cacheControl: false,
  });
  server.setNotFoundHandler(async ({ url, method, headers }, reply) => {
    const isPage = method === 'GET' && (headers.accept ?? '').includes('text/html');
    if (isPage && !isDataAddress(url)) {
      return await reply.sendFile('index.html');
    }
    return await sendProblem(
      reply,
      problem(404, 'no-route', `There is nothing at ${method} ${url}.`),
    );
  });
  return server;
}
