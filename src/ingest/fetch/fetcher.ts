import { lookup } from 'node:dns/promises';
import type { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import type { UnderstoryError } from '../../base/errors.ts';
import { dependencyError, inputError } from '../../base/errors.ts';
import { isPublicAddress } from './address.ts';
import { readMediaBody, tooLarge } from './body.ts';
import type { FetchedBody } from './body.ts';
import { fetchFailure } from './failure.ts';
import { guardedLookup } from './guarded-lookup.ts';
import type { ResolvedAddress, Resolver } from './guarded-lookup.ts';
import { defaultFetchLimits } from './limits.ts';
import type { FetchLimits } from './limits.ts';
import { checkedUrl } from './url.ts';

export interface FetchEffects {
  readonly resolveHost: Resolver;
  /** Addresses that may be connected to; only public ones unless an operator says otherwise. */
  readonly isAllowed: (address: string) => boolean;
}

/** Fetches images and videos from the public internet and from nowhere else. */
export interface Fetcher {
  /**
   * @throws UnderstoryError with code `bad-url`, `unsupported-scheme`, `url-credentials`,
   *   `private-address`, `host-not-found`, `too-many-redirects`, `http-404` and the like,
   *   `connect-failed`, `timed-out`, `too-large`, `wrong-type`, `svg-refused`, `empty-file`,
   *   `unsupported-encoding`, `broken-response`.
   * @param gone Aborted when nobody waits for it any more.
   */
  fetch(url: string, gone?: AbortSignal): Promise<FetchedBody>;
  close(): Promise<void>;
}

/**
 * `UNDERSTORY_ALLOW_PRIVATE_ADDRESSES=1` lets an operator whose pictures are on an intranet fetch
 * from there; it opens everything that this machine can reach to whoever writes the catalogue.
 */
export function realFetchEffects(environment: NodeJS.ProcessEnv = process.env): FetchEffects {
  const allowPrivate = environment.UNDERSTORY_ALLOW_PRIVATE_ADDRESSES === '1';
  return { resolveHost, isAllowed: allowPrivate ? () => true : isPublicAddress };
}

async function resolveHost(hostname: string): Promise<readonly ResolvedAddress[]> {
  const addresses = await lookup(hostname, { all: true });
  return addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

export function createFetcher(
  limits: Partial<FetchLimits> = {},
  effects: FetchEffects = realFetchEffects(),
): Fetcher {
  const bounds = { ...defaultFetchLimits, ...limits };
  const agent = new Agent({
    connect: {
      lookup: guardedLookup(effects.resolveHost, effects.isAllowed),
      timeout: bounds.connectTimeoutMs,
    },
    headersTimeout: bounds.idleTimeoutMs,
    bodyTimeout: bounds.idleTimeoutMs,
    maxHeaderSize: 16 * 1024,
    allowH2: false,
    connections: 8,
  });
  return {
    fetch: (url, gone) => fetchMedia(url, agent, bounds, effects, gone),
    close: () => agent.destroy(),
  };
}

let shared: Fetcher | undefined;

/** The fetcher of this process with the usual limits. */
export function sharedFetcher(): Fetcher {
  shared ??= createFetcher();
  return shared;
}

async function fetchMedia(
  start: string,
  agent: Agent,
  limits: FetchLimits,
  effects: FetchEffects,
  gone?: AbortSignal,
): Promise<FetchedBody> {
  const timeout = AbortSignal.timeout(limits.totalTimeoutMs);
  const signal = gone ? AbortSignal.any([timeout, gone]) : timeout;
  let url = checkedUrl(start, effects.isAllowed);
  try {
    for (let redirects = 0; redirects <= limits.maxRedirects; redirects++) {
      const response = await request(url, {
        dispatcher: agent,
        signal,
        headers: {
          accept: 'image/*,video/*',
          'accept-encoding': 'identity',
          'user-agent': 'understory',
        },
      });
      const { statusCode, headers, body } = response;
      const location = statusCode >= 300 && statusCode < 400 ? single(headers.location) : undefined;
      if (location !== undefined) {
        discard(body);
        url = checkedUrl(location, effects.isAllowed, url);
        continue;
      }
      if (statusCode !== 200) {
        discard(body);
        throw badStatus(url, statusCode);
      }
      if (Number(single(headers['content-length'])) > limits.maxBytes) {
        discard(body);
        throw tooLarge(url.href, limits.maxBytes);
      }
      return await readMediaBody(
        body,
        single(headers['content-encoding']),
        url.href,
        limits.maxBytes,
      );
    }
  } catch (error) {
    throw fetchFailure(error, url.href, signal);
  }
  throw inputError(
    'too-many-redirects',
    `Expected at most ${limits.maxRedirects} redirects from ${start}, got more. Give the address they end at.`,
  );
}

/** Drops a body that nobody will read; its abort is ours and no news. */
function discard(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function badStatus(url: URL, statusCode: number): UnderstoryError {
  const message = `Expected ${url.href} to answer 200, got ${statusCode}.`;
  return statusCode >= 500 || statusCode === 429
    ? dependencyError(`http-${statusCode}`, `${message} Try again later.`)
    : inputError(`http-${statusCode}`, `${message} Check the address.`);
}
