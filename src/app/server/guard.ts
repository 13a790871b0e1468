import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { consolePrincipal } from '../../consumers/principal.ts';
import type { Problem } from '../../contracts/api.ts';
import { problem, sendProblem } from '../api/problem.ts';
import { admitKey, type KeyStore } from './admit-key.ts';
import {
  addressOf,
  cookieOf,
  hasKeyInAddress,
  keyOf,
  tokenOfAddress,
  tokensOf,
} from './credentials.ts';
import { isDataAddress } from './data-address.ts';
import { createFailureLimit, sendTooMany, type FailureLimit } from './failure-limit.ts';
import { lockedPage } from './locked-page.ts';
import { tokenCheck } from './token.ts';

export interface Guard {
  readonly token: string;
  /** Whether a value of the Host header is this server's. */
  readonly isOwnHost: (header: string) => boolean;
}

/** Said with every answer; a route may say otherwise of its own. */
const answerHeaders = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/**
 * Lets in who has the token, as `?token=` once, which sets a cookie, or as a bearer, and the keys of
 * consumers to the routes that say their scope. Requests by another name of this machine, or sent
 * by a page of another origin, are refused, so that a website cannot reach the server through its
 * visitor's browser.
 */
export function addGuard(
  server: FastifyInstance,
  { token, isOwnHost }: Guard,
  store: KeyStore,
): void {
  const isToken = tokenCheck(token);
  const failures = createFailureLimit(store.clock);
  server.decorateRequest('principal');
  server.decorateRequest('versions');
  /** Undefined where the request may go on at once; else what becomes of it. */
  const check = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const objection = objectionTo(request, isOwnHost);
    if (objection) return sendProblem(reply, objection);
    if (request.routeOptions.config.scope === 'anyone') return undefined;
    const key = keyOf(request);
    if (key !== undefined) return admitKey(key, request, reply, store, failures);
    const offered = tokenOfAddress(request);
    if (offered !== undefined && isToken(offered)) return admit(request, reply, token);
    const given = tokensOf(request);
    if (given.some(isToken)) {
      request.principal = consolePrincipal;
      return undefined;
    }
    if (offered !== undefined || given.length > 0) failures.note(request.ip);
    return refuse(request, reply, failures);
  };
  // A promise for each request would cost a tenth of a small answer.
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(answerHeaders);
    const checked = check(request, reply);
    if (checked === undefined) done();
    else void finish(checked, done);
  });
}

async function finish(checked: Promise<void>, done: (error?: Error) => void): Promise<void> {
  let failure: Error | undefined;
  try {
    await checked;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  done(failure);
}

/** What is wrong with a request whoever sends it. */
function objectionTo(request: FastifyRequest, isOwnHost: Guard['isOwnHost']): Problem | undefined {
  const host = request.headers.host ?? '';
  if (!isOwnHost(host)) {
    return problem(
      403,
      'wrong-host',
      `This server is not ${host}. Open the address that it printed.`,
    );
  }
  if (isForeign(request, host)) {
    return problem(403, 'wrong-origin', 'Requests of other websites are refused.');
  }
  if (hasKeyInAddress(request)) {
    return problem(
      400,
      'key-in-address',
      'A key is never part of an address, which logs keep: send it as `Authorization: Bearer und_…`, and have this one revoked.',
    );
  }
  return undefined;
}

/**
 * Whether the page of another origin sent a request: another site, or another port of this one.
 * Following a link from elsewhere to a page of the console is not that.
 */
function isForeign({ method, url, headers }: FastifyRequest, host: string): boolean {
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    return true;
  }
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  const isLink =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && !isDataAddress(url);
  return !isLink;
}

/** Takes the token out of the address, where it would stay in the browser's history. */
async function admit(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
  const { pathname, searchParams } = addressOf(request);
  searchParams.delete('token');
  const query = searchParams.size > 0 ? `?${searchParams.toString()}` : '';
  await reply
    .header('set-cookie', `${cookieOf(request)}=${token}; Path=/; HttpOnly; SameSite=Strict`)
    // Two slashes at the start would be the address of another server.
    .redirect(`/${pathname.replace(/^\/+/, '')}${query}`, 303);
}

async function refuse(
  { url, headers, ip }: FastifyRequest,
  reply: FastifyReply,
  failures: FailureLimit,
): Promise<void> {
  const waitMs = failures.waitOf(ip);
  if (waitMs > 0) return await sendTooMany(reply, waitMs);
  if (!isDataAddress(url) && headers.accept?.includes('text/html')) {
    await reply
      .code(401)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(lockedPage);
    return;
  }
  await sendProblem(
    reply.header('www-authenticate', 'Bearer'),
    problem(
      401,
      'no-token',
      'Open the address that `understory serve` printed, or send its token or a consumer’s key as `Authorization: Bearer …`.',
    ),
  );
}
