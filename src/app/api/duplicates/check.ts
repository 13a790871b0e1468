import type { FastifyReply, FastifyRequest } from 'fastify';
import { inputError } from '../../../base/errors.ts';
import {
  duplicateCheckQuerySchema,
  duplicateCheckRequestSchema,
} from '../../../contracts/duplicate-check.ts';
import { mostPictureBytes } from '../../../contracts/online.ts';
import { readsOfAnswer } from '../../../consumers/ledger/reads-of-answer.ts';
import { heldPicture } from '../../../extraction/online/content.ts';
import { Refused } from '../../../extraction/online/refused.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { createFetcher, type Fetcher } from '../../../ingest/fetch/fetcher.ts';
import type { Asking } from '../../../retrieval/query-embedding.ts';
import {
  askedByItem,
  askedByPictures,
  type AskedContent,
} from '../../../surfaces/duplicates/asked-content.ts';
import { openDuplicateChecker } from '../../../surfaces/duplicates/checker.ts';
import type { RegisterRoute } from '../route.ts';
import { arrivalOf, enter, sendRefusal, timedBody } from '../signals/compute/entrance.ts';
import { explainBodyError } from '../signals/compute/explain-error.ts';
import { multipartContent } from '../signals/compute/multipart.ts';
import { takeBodies } from '../signals/compute/take-bodies.ts';
import { validate } from '../validate.ts';

/** What could not be computed by then is not waited for. */
const checkDeadlineMs = 30_000;

const fetchTimeoutMs = 20_000;

/** `POST /v1/duplicates`: whether pictures, or an item, are near-duplicates of the catalogue. */
export const registerDuplicateCheck: RegisterRoute = (server, { context, workshop, ledger }) => {
  const { online } = workshop;
  const checker = openDuplicateChecker(context);
  const fetcher = createFetcher({ maxBytes: mostPictureBytes, totalTimeoutMs: fetchTimeoutMs });
  server.addHook('onClose', async () => {
    await Promise.all([checker.close(), fetcher.close()]);
  });

  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { at, gone } = arrivalOf(request);
    const options = validate(duplicateCheckQuerySchema, request.query);
    const versions = await readVersions(context.db);
    const asking = { online, versions, deadline: at + checkDeadlineMs, signal: gone };
    try {
      const asked = await askedOf(request, fetcher, asking);
      const found = await checker.check(asked, options);
      const reads = readsOfAnswer(found.versions, found.comparisons.length);
      await ledger.record(request.principal.consumer, reads);
      return await reply.send(found);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await sendRefusal(reply, error.refusal);
      return reply;
    }
  };

  const askedOf = async (
    { body, headers }: FastifyRequest,
    addresses: Fetcher,
    asking: Asking & { readonly signal: AbortSignal },
  ): Promise<AskedContent> => {
    if (!Buffer.isBuffer(body)) {
      const { item, url } = validate(duplicateCheckRequestSchema, body);
      if (item !== undefined) return await askedByItem(item, context);
      const { bytes } = await addresses.fetch(url ?? '', asking.signal);
      return await askedByPictures([heldPicture(bytes, url ?? '')], asking, context.db);
    }
    const contentType = headers['content-type'] ?? '';
    const pictures = /^multipart\/form-data/i.test(contentType)
      ? (await multipartContent(body, contentType)).pictures
      : [body].filter(({ byteLength }) => byteLength > 0).map((it) => heldPicture(it, 'the body'));
    if (pictures.length > 0) return await askedByPictures(pictures, asking, context.db);
    throw inputError(
      'no-picture',
      'Expected the bytes of a picture as the body, a form with pictures, or JSON with item or url.',
    );
  };

  // A scope of its own: its bodies are larger than those of others.
  void server.register(async (scope) => {
    takeBodies(scope);
    scope.setErrorHandler(explainBodyError);
    scope.post(
      '/v1/duplicates',
      {
        config: { scope: 'search' },
        onRequest: (request, reply) => enter(request, reply, online),
        preParsing: async (_request, _reply, body) => timedBody(body),
      },
      answer,
    );
  });
};
