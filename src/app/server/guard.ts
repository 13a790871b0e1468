import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, sendProblem } from '../api/problem.ts';
import { isToken } from './token.ts';

const cookieName = 'understory';

/**
 * Lets in who has the token: as `?token=` once, which sets a cookie, or as a bearer. Requests by
 * another name of this machine, or sent by a page of another origin, are refused, so that a
 * website cannot reach the server through its visitor's browser.
 */
export function addGuard(server: FastifyInstance, token: string, hosts: () => string[]): void {
  server.addHook('onRequest', async (request, reply) => {
    const host = request.headers.host ?? '';
    if (!hosts().includes(host.toLowerCase())) {
      return await sendProblem(
        reply,
        problem(403, 'wrong-host', `This server is not ${host}. Open the address that it printed.`),
      );
    }
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) {
      return await sendProblem(
        reply,
        problem(403, 'wrong-origin', 'Requests of other websites are refused.'),
      );
    }
    const offered = tokenOfAddress(request);
    if (offered !== undefined && isToken(offered, token)) return await admit(request, reply, token);
    if (!tokensOf(request).some((given) => isToken(given, token)))
      return await refuse(request, reply);
  });
}

function tokenOfAddress({ url, method }: FastifyRequest): string | undefined {
  if (method !== 'GET') return undefined;
  return new URL(url, 'http://here').searchParams.get('token') ?? undefined;
}

/** Takes the token out of the address, where it would stay in the browser's history. */
async function admit({ url }: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
  const { pathname, searchParams } = new URL(url, 'http://here');
  searchParams.delete('token');
  const query = searchParams.size > 0 ? `?${searchParams.toString()}` : '';
  await reply
    .header('set-cookie', `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict`)
    .header('referrer-policy', 'no-referrer')
    .redirect(`/${pathname.replace(/^\/+/, '')}${query}`, 303);
}

function tokensOf({ headers }: FastifyRequest): string[] {
  const cookies = (headers.cookie ?? '').split(';').flatMap((pair) => {
    const [name, value] = pair.trim().split('=', 2);
    return name === cookieName && value !== undefined ? [value] : [];
  });
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer === undefined ? cookies : [...cookies, bearer];
}

const lockedPage = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Understory is locked</title>
<body style="font: 1rem/1.6 system-ui; max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem">
<h1 style="font-size: 1.25rem">This console is locked</h1>
<p>Open the address that <code>understory serve</code> printed: it carries the token.</p>
</body></html>`;

async function refuse({ url, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const isData = url.startsWith('/v1/') || url.startsWith('/media/');
  if (!isData && headers.accept?.includes('text/html')) {
    await reply.code(401).type('text/html; charset=utf-8').send(lockedPage);
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
