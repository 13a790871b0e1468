import { abortScope, sleep, type AbortScope } from './abort.ts';
import { ClientError } from './client-error.ts';
import { problemOf } from './problem-of.ts';
import { retryDelay } from './retry-delay.ts';

export interface Call {
  /** With its query, from the root of the server. */
  readonly path: string;
  readonly accept: string;
  /** Sent as JSON; without it the request is a GET. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export interface TransportOptions {
  readonly url: string;
  readonly key: () => string | undefined | Promise<string | undefined>;
  readonly fetch: typeof fetch;
  /** For all attempts of a call together. */
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
  /** Attempts after the first. */
  readonly retries: number;
}

/** Sends requests of which each may be sent again: none of them changes anything. */
export interface Transport {
  /** The answer as `read` makes it, after as many attempts as it takes within the limits. */
  request<Answer>(call: Call, read: (response: Response) => Promise<Answer>): Promise<Answer>;
  /** One attempt, for as long as `read` reads; it fails where nothing came for `silenceMs`. */
  stream<Part>(
    call: Call,
    silenceMs: number,
    read: (response: Response, scope: AbortScope) => AsyncGenerator<Part>,
  ): AsyncGenerator<Part>;
}

export function createTransport(options: TransportOptions): Transport {
  const attempt = async <Answer>(
    call: Call,
    timeoutMs: number,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer> => {
    const scope = abortScope(call.signal, timeoutMs);
    try {
      return await read(await open(options, call, scope.signal));
    } catch (error) {
      throw failureOf(error, call, scope);
    } finally {
      scope.release();
    }
  };

  return {
    async request(call, read) {
      const deadline = Date.now() + options.timeoutMs;
      for (let failures = 1; ; failures += 1) {
        const leftMs = deadline - Date.now();
        try {
          return await attempt(call, Math.min(leftMs, options.attemptTimeoutMs), read);
        } catch (error) {
          if (!(error instanceof ClientError) || !error.isPassing) throw error;
          const delayMs = retryDelay(failures, error.retryAfterMs);
          if (failures > options.retries || Date.now() + delayMs >= deadline) throw error;
          await sleep(delayMs, call.signal);
        }
      }
    },
    async *stream(call, silenceMs, read) {
      const scope = abortScope(call.signal, silenceMs);
      try {
        yield* read(await open(options, call, scope.signal), scope);
      } catch (error) {
        throw failureOf(error, call, scope);
      } finally {
        scope.abort();
        scope.release();
      }
    },
  };
}

async function open(
  { url, key, fetch: send }: TransportOptions,
  { path, accept, body }: Call,
  signal: AbortSignal,
): Promise<Response> {
  const secret = await key();
  const response = await send(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept,
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // A redirect would carry the key to where nobody meant it to go.
    redirect: 'error',
    signal,
  });
  if (!response.ok) throw await problemOf(response, Date.now());
  return response;
}

function failureOf(error: unknown, { path, signal }: Call, scope: AbortScope): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof ClientError) return error;
  const place = path.split('?', 1)[0] ?? path;
  if (scope.isOverdue()) {
    return new ClientError('timeout', 'timeout', `No answer from ${place} in time.`, {
      cause: error,
    });
  }
  if (error instanceof SyntaxError) {
    return new ClientError('protocol', 'not-json', `What ${place} answered is no JSON.`, {
      cause: error,
    });
  }
  return new ClientError('network', 'network', `The server cannot be reached at ${place}.`, {
    cause: error,
  });
}
