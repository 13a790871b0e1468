import { dependencyError, inputError, messageOf, notFound } from '../../base/errors.ts';
import type { UnderstoryError } from '../../base/errors.ts';

/** A hub, or a mirror of one, and how it is reached. */
export interface HubConnection {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Sent to the hub itself, never to where it redirects. */
  readonly token?: string;
  readonly fetch: typeof fetch;
  /** Longest silence before a connection is given up. */
  readonly idleMs: number;
}

/** The last answer of a chain of redirects, and what the hub itself said of the file. */
export interface HubResponse {
  readonly response: Response;
  /** The ETag of the file: `X-Linked-Etag` of the hub's redirect or `ETag`, without quotes. */
  readonly etag: string | undefined;
  /** Ends the transfer after `idleMs` of silence; call it whenever bytes arrive. */
  readonly alive: () => void;
  /** Call it when the body is read or no longer wanted. */
  readonly end: () => void;
}

const maxRedirects = 5;

/**
 * GETs a path of the hub, following redirects by hand so that the hub's own headers are seen.
 *
 * @throws dependency error `hub-unreachable` (can be tried again), `hub-access`; `hub-not-found`.
 */
export async function hubGet(
  hub: HubConnection,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<HubResponse> {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(new Error(`silent for ${hub.idleMs / 1000} s`));
  let timer = setTimeout(giveUp, hub.idleMs);
  const end = (): void => {
    clearTimeout(timer);
    controller.abort();
  };
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, hub.idleMs);
  };
  const base = new URL(hub.baseUrl);
  let url = new URL(`${hub.baseUrl}${path}`);
  let etag: string | undefined;
  try {
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const isHub = url.origin === base.origin;
      const response = await hub.fetch(url, {
        headers: {
          ...headers,
          'accept-encoding': 'identity',
          ...(isHub && hub.token !== undefined && { authorization: `Bearer ${hub.token}` }),
        },
        redirect: 'manual',
        signal: controller.signal,
      });
      if (isHub) etag ??= tagOf(response);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        if (response.status >= 400) throw refusal(response.status, url);
        return { response, etag: etag ?? tagOf(response), alive, end };
      }
      url = nextUrl(location, url);
    }
    throw dependencyError(
      'hub-unreachable',
      `${base.host} redirects more than ${maxRedirects} times.`,
    );
  } catch (error) {
    end();
    throw error instanceof TypeError || isAbort(error) ? unreachable(url, error) : error;
  }
}

/** The whole body of a small file. @throws input error `hub-file-too-large`. */
export async function readBody(
  { response, alive, end }: HubResponse,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      alive();
      size += part.length;
      if (size > maxBytes) {
        throw inputError(
          'hub-file-too-large',
          `The file ${new URL(response.url).pathname} is larger than the ${maxBytes} bytes allowed.`,
        );
      }
      parts.push(part);
    }
  } catch (error) {
    throw isTransfer(error) ? unreachable(new URL(response.url), error) : error;
  } finally {
    end();
  }
  return Buffer.concat(parts);
}

/** The connection failed or was cut, as opposed to an answer that is no good. */
export function isTransfer(error: unknown): boolean {
  return error instanceof TypeError || isAbort(error);
}

export function unreachable(url: URL, cause: unknown): UnderstoryError {
  const deeper = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return dependencyError(
    'hub-unreachable',
    `Cannot reach ${url.host}: ${messageOf(deeper)}. See whether this machine has a network, or ` +
      `name a mirror with UNDERSTORY_HUB. What was loaded is kept: the same command goes on there.`,
    { cause },
  );
}

function isAbort(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || error.message.startsWith('silent for'))
  );
}

function tagOf({ headers }: Response): string | undefined {
  const tag = headers.get('x-linked-etag') ?? headers.get('etag');
  return tag
    ?.replace(/^W\//, '')
    .replaceAll('"', '')
    .replace(/^sha256:/, '');
}

function nextUrl(location: string, from: URL): URL {
  const next = new URL(location, from);
  const isSafe =
    next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:');
  if (isSafe) return next;
  throw dependencyError(
    'hub-unreachable',
    `${from.host} redirects to ${next.protocol}//${next.host}, which is not a secure address.`,
  );
}

function refusal(status: number, url: URL): UnderstoryError {
  if (status === 404) {
    return notFound(
      'hub-not-found',
      `${url.host} has no ${url.pathname}. Check the spelling of owner, name and revision.`,
    );
  }
  if (status === 401 || status === 403) {
    return dependencyError(
      'hub-access',
      `${url.host} does not give out ${url.pathname} (${status}): the repository does not exist, ` +
        `is private, or its terms must be accepted first. Give a token with UNDERSTORY_HUB_TOKEN.`,
    );
  }
  if (status === 416) return dependencyError('hub-range', `${url.host} refuses the range.`);
  return dependencyError('hub-unreachable', `${url.host} answers ${status}. Try again later.`);
}
