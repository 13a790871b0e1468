import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireDeclared } from '../../../consumers/permission.ts';
import { versionOf } from '../../../contracts/signal-ref.ts';
import { computeQuerySchema, mostPictureBytes } from '../../../contracts/online.ts';
import { clientGone, deadlinePassed } from '../../../extraction/online/refusal.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { createFetcher, type Fetcher } from '../../../ingest/fetch/fetcher.ts';
import { requireVector } from '../../../retrieval/lookup/asked-vector.ts';
import { askedSignals } from '../../online/asked-signals.ts';
import { badPictureError } from '../../../extraction/online/bad-picture.ts';
import { presentAnswer, readsOfComputed } from '../../online/present-answer.ts';
import type { ApiContext, RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { acceptsVectors } from './answer-lookup.ts';
import { arrivalOf, enter, sendRefusal, timedBody } from './compute/entrance.ts';
import { explainBodyError } from './compute/explain-error.ts';
import { readContent } from './compute/read-content.ts';
import { sendVector } from './compute/send-answer.ts';
import { takeBodies } from './compute/take-bodies.ts';

/** Of fetching the picture of an address; the deadline of the request may end it before. */
const fetchTimeoutMs = 20_000;

/**
 * `POST /v1/signals?signals=&deadlineMs=&degraded=`: computes signals of the content that is the
 * body, with the extractors of a read. A key needs the scope `signals:compute`, and its consumer
 * declares what it computes.
 */
export const registerCompute: RegisterRoute = (server, api) => {
  const fetcher = createFetcher({ maxBytes: mostPictureBytes, totalTimeoutMs: fetchTimeoutMs });
  server.addHook('onClose', () => fetcher.close());
  // A scope of its own: its bodies are larger than those of others, and so are no JSON of others.
  void server.register(async (scope) => {
    takeBodies(scope);
    scope.setErrorHandler(explainBodyError);
    const { online } = api.workshop;
    scope.post(
      '/v1/signals',
      {
        config: { scope: 'signals:compute' },
        onRequest: (request, reply) => enter(request, reply, online),
        preParsing: async (_request, _reply, body) => timedBody(body),
      },
      (request, reply) => answer(request, reply, fetcher, api),
    );
  });
};

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  fetcher: Fetcher,
  { context, workshop, ledger }: Pick<ApiContext, 'context' | 'workshop' | 'ledger'>,
): Promise<FastifyReply> {
  const { principal, headers } = request;
  const { at, gone } = arrivalOf(request);
  const begun = performance.now();
  const query = validate(computeQuerySchema, request.query);
  const versions = await readVersions(context.db);
  const asked = askedSignals(query.signals, versions);
  for (const ref of asked.values()) {
    const { name, version } = versionOf(ref);
    requireDeclared(principal, name, version);
  }
  const vector = acceptsVectors(headers.accept)
    ? requireVector(asked, versions.registry)
    : undefined;

  const deadline = at + query.deadlineMs;
  const content = await readInTime(request, fetcher, deadline, gone);
  if ('kind' in content) {
    await sendRefusal(reply, content);
    return reply;
  }
  const result = await workshop.online.compute({
    content,
    asked: [...new Set(asked.values())],
    versions,
    deadline,
    signal: gone,
    // Bytes of another version would be taken for those that were asked for.
    takes: vector ? [] : query.degraded,
  });
  if (result.kind === 'refused') {
    await sendRefusal(reply, result);
    return reply;
  }
  if (result.kind === 'bad-picture') throw badPictureError(result);
  await ledger.record(principal.consumer, readsOfComputed(result));
  if (vector) {
    await sendVector(reply, vector, result.values.get(vector.ref));
    return reply;
  }
  const facts = { content, registry: versions.registry, tookMs: performance.now() - begun };
  return await reply.send(presentAnswer(asked, result, facts));
}

async function readInTime(
  request: FastifyRequest,
  fetcher: Fetcher,
  deadline: number,
  gone: AbortSignal,
) {
  const late = AbortSignal.timeout(Math.max(0, Math.ceil(deadline - performance.now())));
  try {
    return await readContent(request, fetcher, AbortSignal.any([gone, late]));
  } catch (error) {
    if (gone.aborted) return clientGone;
    if (late.aborted) return deadlinePassed(1000);
    throw error;
  }
}
