import type { FastifyRequest } from 'fastify';
import { holdsSecret, keyPrefix } from '../../consumers/keys/secret.ts';

/** Browsers share cookies between the ports of a host: each server has one by its own name. */
export function cookieOf({ socket }: FastifyRequest): string {
  return `understory-${socket.localPort}`;
}

/** An address may be anything that a client wrote; of this server are only its path and query. */
export function addressOf({ url }: FastifyRequest): URL {
  return new URL(`http://here/${url.replace(/^[/\\]+/, '')}`);
}

export function tokenOfAddress(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET' || !request.url.includes('?')) return undefined;
  return addressOf(request).searchParams.get('token') ?? undefined;
}

/** Whether the address has a consumer's key in it, where logs and histories keep it. */
export function hasKeyInAddress(request: FastifyRequest): boolean {
  // Most addresses need not be taken apart, which costs as much as all else that is looked at.
  if (!/[?%]/.test(request.url)) return holdsSecret(request.url);
  const { pathname, searchParams } = addressOf(request);
  return holdsSecret(pathname) || [...searchParams].flat().some(holdsSecret);
}

/** The key of a consumer: as a bearer, or in `x-api-key`. */
export function keyOf(request: FastifyRequest): string | undefined {
  const bearer = bearerOf(request);
  if (bearer?.startsWith(keyPrefix)) return bearer;
  const apiKey = request.headers['x-api-key'];
  if (apiKey === undefined) return undefined;
  return [apiKey].flat().find((given) => given.startsWith(keyPrefix));
}

/** What may be the installation's token: a cookie of this server, or a bearer. */
export function tokensOf(request: FastifyRequest): string[] {
  const { cookie } = request.headers;
  const tokens = cookie === undefined ? [] : cookiesOf(cookie, cookieOf(request));
  const bearer = bearerOf(request);
  if (bearer !== undefined) tokens.push(bearer);
  return tokens;
}

function cookiesOf(cookie: string, own: string): string[] {
  return cookie.split(';').flatMap((pair) => {
    const [name, value] = pair.trim().split('=', 2);
    return name === own && value !== undefined ? [value] : [];
  });
}

function bearerOf({ headers: { authorization } }: FastifyRequest): string | undefined {
  return authorization === undefined ? undefined : /^Bearer (.+)$/i.exec(authorization)?.[1];
}
