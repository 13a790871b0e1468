import { UnderstoryError, codeOf, dependencyError, messageOf } from '../../base/errors.ts';

const timeouts = new Set([
  'und_err_connect_timeout',
  'und_err_headers_timeout',
  'und_err_body_timeout',
  'etimedout',
]);
const refusals = new Set([
  'econnrefused',
  'ehostunreach',
  'enetunreach',
  'econnreset',
  'eaddrnotavail',
]);

/** What went wrong in a fetch, typed; a typed error, its own or its cause's, is kept. */
export function fetchFailure(error: unknown, url: string, total: AbortSignal): UnderstoryError {
  const typed = typedCause(error);
  if (typed !== undefined) return typed;
  if (total.aborted || timeouts.has(codeOf(error))) {
    return dependencyError('timed-out', `${url} did not answer in time. Try again later.`, {
      cause: error,
    });
  }
  const code = refusals.has(codeOf(error)) ? 'connect-failed' : 'broken-response';
  return dependencyError(code, `Cannot fetch ${url}: ${messageOf(error)}. Try again later.`, {
    cause: error,
  });
}

/** Where several addresses were tried the errors come as one aggregate. */
function typedCause(error: unknown): UnderstoryError | undefined {
  if (error instanceof UnderstoryError) return error;
  if (error instanceof AggregateError) {
    return error.errors.map(typedCause).find((found) => found !== undefined);
  }
  return error instanceof Error && error.cause !== undefined ? typedCause(error.cause) : undefined;
}
