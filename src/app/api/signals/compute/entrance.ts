import { PassThrough, type Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mostBodyBytes } from '../../../../contracts/online.ts';
import type { OnlineExtraction } from '../../../../extraction/online/online.ts';
import type { Refusal } from '../../../../extraction/online/refusal.ts';
import { problem, sendProblem } from '../../problem.ts';
import { lingerAfterAnswer } from './linger.ts';

/** A body that comes more slowly is not waited for. */
const bodyTimeoutMs = 20_000;

/** What is known of a request from its first byte on. */
export interface Arrival {
  /** Of `performance.now()`. */
  readonly at: number;
  /** Aborted when the client went before the answer. */
  readonly gone: AbortSignal;
}

const arrivals = new WeakMap<FastifyRequest, Arrival>();

export function arrivalOf(request: FastifyRequest): Arrival {
  const arrival = arrivals.get(request);
  if (!arrival) throw new TypeError('The request did not come by the entrance.');
  return arrival;
}

/** Lets a request in, or refuses it, before its body is read. */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  online: OnlineExtraction,
): Promise<void> {
  const gone = new AbortController();
  arrivals.set(request, { at: performance.now(), gone: gone.signal });
  const given = Number(request.headers['content-length']);
  const bytes = Number.isFinite(given) ? Math.min(given, mostBodyBytes) : mostBodyBytes;
  const entered = online.door.enter(request.principal.consumer, bytes);
  if (typeof entered !== 'function') {
    lingerAfterAnswer(request, reply);
    await sendRefusal(reply, entered);
    return;
  }
  reply.raw.once('close', () => {
    entered();
    if (!reply.raw.writableFinished) gone.abort();
  });
}

/** The body, which fails when it takes too long to come. */
export function timedBody(body: Readable): Readable {
  const timed = new PassThrough();
  const timer = setTimeout(() => {
    timed.destroy(
      Object.assign(
        new Error(`The body did not come within ${bodyTimeoutMs / 1000} seconds. Send it faster.`),
        { statusCode: 408, code: 'body-timeout' },
      ),
    );
  }, bodyTimeoutMs);
  timed.once('close', () => clearTimeout(timer));
  // Who refused the body for its size reads it no more: without this its error would end the process.
  timed.on('error', () => clearTimeout(timer));
  body.once('error', (error) => timed.destroy(error));
  return body.pipe(timed);
}

const statuses: Readonly<Record<Refusal['reason'], number>> = {
  'too-many-in-hand': 429,
  overloaded: 503,
  'deadline-passed': 504,
  gone: 499,
};

export async function sendRefusal(
  reply: FastifyReply,
  { reason, retryAfterMs, message }: Refusal,
): Promise<void> {
  await sendProblem(
    reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000))),
    problem(statuses[reason], reason, message),
  );
}
