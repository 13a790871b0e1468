import type { FastifyReply } from 'fastify';
import { codeOf, UnderstoryError, type Fault } from '../../base/errors.ts';
import type { Problem } from '../../contracts/api.ts';

const statusOf: Record<Fault, number> = {
  input: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  dependency: 503,
  model: 503,
  internal: 500,
};

/** The problem details (RFC 9457) of an error. What nobody foresaw is not described to the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof UnderstoryError) {
    return problem(statusOf[error.fault], error.code, error.message);
  }
  const status = clientErrorStatus(error);
  if (status !== undefined) {
    const detail = error instanceof Error ? error.message : 'The request is wrong.';
    return problem(status, codeOf(error), detail);
  }
  return problem(500, 'internal', 'Something went wrong here; the log of the server says what.');
}

export function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: titles.get(status) ?? 'Error', status, detail, code };
}

/** Under `/v2` an error is what the Open Inference Protocol says it is. */
export async function sendProblem(reply: FastifyReply, details: Problem): Promise<void> {
  if (/^\/+v2(?:[/?]|$)/.test(reply.request.url)) {
    await reply.code(details.status).type('application/json').send({ error: details.detail });
    return;
  }
  await reply.code(details.status).type('application/problem+json').send(details);
}

const titles: ReadonlyMap<number, string> = new Map([
  [400, 'Bad request'],
  [401, 'Not signed in'],
  [403, 'Forbidden'],
  [404, 'Not found'],
  [408, 'Too slow'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [413, 'Too large'],
  [415, 'Unsupported media type'],
  [429, 'Too many requests'],
  [431, 'Head too large'],
  [500, 'Internal error'],
  [503, 'Not available'],
  [504, 'Too late'],
]);

/** The HTTP framework's own complaints about a request: a body that is too large or not JSON. */
function clientErrorStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
    ? statusCode
    : undefined;
}
