import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codeOf, inputError } from '../../../base/errors.ts';
import {
  inferenceDeadlineMs,
  inferenceHeader,
  mostInferenceBytes,
} from '../../../contracts/oip.ts';
import type { OnlineExtraction } from '../../../extraction/online/online.ts';
import { problem, sendProblem } from '../../api/problem.ts';
import { arrivalOf, enter, sendRefusal, timedBody } from '../../api/signals/compute/entrance.ts';
import { lingerAfterAnswer } from '../../api/signals/compute/linger.ts';
import type { Inference } from '../inference.ts';
import { modelAddresses, modelNameOf } from './model.ts';

/**
 * `POST /v2/models/{name}/infer`: runs a model. The body is JSON, or JSON and binary tensor data
 * with the header `Inference-Header-Content-Length`. Let in as `POST /v1/signals` is.
 */
export function registerInfer(
  scope: FastifyInstance,
  inference: Inference,
  online: OnlineExtraction,
): void {
  scope.removeAllContentTypeParsers();
  const asBytes = { parseAs: 'buffer', bodyLimit: mostInferenceBytes } as const;
  // What it is is said by the header of its length, not by its type.
  scope.addContentTypeParser('*', asBytes, (_request, body, done) => done(null, body));
  scope.setErrorHandler(explainTooLarge);
  for (const address of modelAddresses) {
    scope.post(
      `${address}/infer`,
      {
        config: { scope: 'signals:compute' },
        onRequest: (request, reply) => enter(request, reply, online),
        preParsing: async (_request, _reply, body) => timedBody(body),
      },
      (request, reply) => answer(request, reply, inference),
    );
  }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  inference: Inference,
): Promise<FastifyReply> {
  const { at, gone } = arrivalOf(request);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const jsonBytes = jsonBytesOf(request);
  const asker = { deadline: at + inferenceDeadlineMs, signal: gone };
  const answered = await inference.infer(modelNameOf(request), { body, jsonBytes }, asker);
  if ('kind' in answered) {
    await sendRefusal(reply, answered);
    return reply;
  }
  if (answered.jsonBytes === undefined) void reply.type('application/json');
  else {
    void reply.type('application/octet-stream').header(inferenceHeader, answered.jsonBytes);
  }
  return await reply.send(answered.body);
}

function jsonBytesOf({ headers }: FastifyRequest): number | undefined {
  const { 'content-encoding': encoding = 'identity', [inferenceHeader]: given } = headers;
  if (encoding !== 'identity') {
    throw inputError(
      'content-encoding',
      `Expected a body that is not compressed, got ${encoding}: send it without Content-Encoding.`,
    );
  }
  if (given === undefined) return undefined;
  const text = [given].flat().join(', ');
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw inputError(
    'inference-header',
    `Expected Inference-Header-Content-Length to be a number of bytes, got ${text}.`,
  );
}

async function explainTooLarge(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (codeOf(error) !== 'fst_err_ctp_body_too_large') throw error;
  lingerAfterAnswer(request, reply);
  const detail = `Expected at most ${mostInferenceBytes} bytes in a request.`;
  await sendProblem(reply, problem(413, 'too-large', detail));
}
