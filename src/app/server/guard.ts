import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, sendProblem } from '../api/problem.ts';
import { lockedPage } from './locked-page.ts';
import { isToken } from './token.ts';

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
 * Lets in who has the token: as `?token=` once, which sets a cookie, or as a bearer. Requests by
 * another name of this machine, or sent by a page of another origin, are refused, so that a
 * website cannot reach the server through its visitor's browser.
 */
export function addGuard(server: FastifyInstance, { token, isOwnHost }: Guard): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(answerHeaders);
    const host = request.headers.host ?? '';
    if (!isOwnHost(host)) {
      return await sendProblem(
        reply,
        problem(403, 'wrong-host', `This server is not ${host}. Open the address that it printed.`),
      );
    }
    if (isForeign(request, host)) {
      return await sendProblem(
        reply,
        problem(403, 'wrong-origin', 'Requests of other websites are refused.'),
      );
    }
    const offered = tokenOfAddress(request);
    if (offered !== undefined && isToken(offered, token)) return await admit(request, reply, token);
    if (!tokensOf(request).some((given) => isToken(given, token))) {
      return await refuse(request, reply);
    }
  });
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
  const isLink = method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && !isData(url);
  return !isLink;
}

function isData(url: string): boolean {
  return url.startsWith('/v1/') || url.startsWith('/media/');
}

/** An address may be anything that a client wrote; of this server are only its path and query. */
function addressOf({ url }: FastifyRequest): URL {
  return new URL(`http://here/${url.replace(/^[/\\]+/, '')}`);
}

function tokenOfAddress(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET') return undefined;
  return addressOf(request).searchParams.get('token') ?? undefined;
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

/** Browsers share cookies between the ports of a host: each server has one by its own name. */
function cookieOf({ socket }: FastifyRequest): string {
  return `understory-${socket.localPort}`;
}

function tokensOf(request: FastifyRequest): string[] {
  const { cookie = '', authorization = '' } = request.headers;
  const own = cookieOf(request);
  const cookies = cookie.split(';').flatMap((pair) => {
    const [name, value] = pair.trim().split('=', 2);
    return name === own && value !== undefined ? [value] : [];
  });
  const bearer = /^Bearer (.+)$/i.exec(authorization)?.[1];
  return bearer === undefined ? cookies : [...cookies, bearer];
}

async function refuse({ url, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!isData(url) && headers.accept?.includes('text/html')) {
    await reply
      .code(401)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('text/html; charset=utf-8')
      .send(lockedPage);
    return;
  }
  await sendProblem(
    reply,
    problem(
      401,
      'no-token',
      'Open the address that `understory serve` printed, or send its token as `Authorization: Bearer …`.',
    ),
  );
}
