import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/api.ts';
import { rawRequest } from '../../fixtures/raw-request.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;

beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const raw = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  rawRequest(served.address, path, { method, headers });
const bearer = () => ({ authorization: `Bearer ${served.token}` });
const port = () => new URL(served.address).port;

const everywhere = [
  ['GET', '/'],
  ['GET', '/index.html'],
  ['GET', '/assets/index-1a2b.js'],
  ['GET', '/nothing/here'],
  ['GET', '/v1/items'],
  ['GET', '/v1/items/cat'],
  ['GET', '/v1/facets'],
  ['GET', '/v1/status'],
  ['GET', '/v1/runs'],
  ['GET', '/v1/duplicates'],
  ['GET', '/v1/nothing'],
  ['HEAD', '/v1/items'],
  ['POST', '/v1/search'],
  ['POST', '/v1/search/image'],
  ['GET', `/media/asset/${'0'.repeat(64)}`],
  ['HEAD', `/media/asset/${'0'.repeat(64)}`],
  ['GET', `/media/thumb/${'0'.repeat(64)}`],
  ['GET', `/media/frame/${'0'.repeat(64)}?t=1`],
  ['OPTIONS', '/v1/items'],
] as const;

test.each(everywhere)(
  '%s %s is refused without the token or with a wrong one',
  async (method, path) => {
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'Bearer ' },
      { authorization: `Basic ${served.token}` },
      { cookie: `understory-${port()}=wrong; understory-${port()}=` },
      { cookie: `understory=${served.token}` },
      { accept: 'text/html' },
    ];
    for (const headers of wrong) {
      const { status, text } = await raw(path, headers, method);
      expect(status).toBe(401);
      expect(text).not.toContain(served.token);
    }
    expect(
      (await raw(`${path}${path.includes('?') ? '&' : '?'}token=wrong`, {}, method)).status,
    ).toBe(401);
  },
);

test('the guard answers a browser with a page and a program with problem details', async () => {
  const page = await raw('/', { accept: 'text/html' });
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  const details = await raw('/v1/items', { accept: 'text/html' });
  expect(details.headers['content-type']).toContain('application/problem+json');
  expect(problemSchema.parse(JSON.parse(details.text))).toMatchObject({ code: 'no-token' });
});

test('the guard takes the token of an address into a cookie and out of the address', async () => {
  const { status, headers } = await raw(`/items/a%20b?token=${served.token}&sort=id`);
  expect(status).toBe(303);
  expect(headers.location).toBe('/items/a%20b?sort=id');
  expect(headers['set-cookie']).toEqual([
    `understory-${port()}=${served.token}; Path=/; HttpOnly; SameSite=Strict`,
  ]);
  const cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  expect((await raw('/v1/status', { cookie: `theme=dark; ${cookie}` })).status).toBe(200);
  expect((await raw('/v1/status', bearer())).status).toBe(200);
  expect((await raw('/', bearer())).headers['content-security-policy']).toContain(
    "default-src 'self'",
  );
});

test.each([
  '//evil.example',
  '//evil.example/%2e%2e',
  '///evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/%09/evil.example',
  'http://evil.example/',
])('the guard sends %s back to this server, never to another', async (path) => {
  const { status, headers } = await raw(`${path}?token=${served.token}`);
  if (status === 400) return;
  expect(status).toBe(303);
  const target = new URL(headers.location ?? '', `${served.address}/a/b`);
  expect(target.origin).toBe(served.address);
});

test('the guard refuses another name of this machine, whatever else is right', async () => {
  for (const host of ['evil.example', `evil.example:${port()}`, '0.0.0.0', '169.254.169.254']) {
    const { status, text } = await raw('/v1/status', { ...bearer(), host });
    expect(status).toBe(403);
    expect(problemSchema.parse(JSON.parse(text)).code).toBe('wrong-host');
  }
  const { status } = await raw(`/?token=${served.token}`, { host: 'evil.example' });
  expect(status).toBe(403);
});

test('the guard refuses requests of another origin, even of another port of this machine', async () => {
  const origins = [
    'http://evil.example',
    'null',
    `http://127.0.0.1:${Number(port()) + 1}`,
    `http://localhost:${port()}`,
    `${served.address}.evil.example`,
  ];
  for (const origin of origins) {
    expect((await raw('/v1/status', { ...bearer(), origin })).status).toBe(403);
    expect((await raw('/v1/search', { ...bearer(), origin }, 'POST')).status).toBe(403);
  }
  expect((await raw('/v1/status', { ...bearer(), origin: served.address })).status).toBe(200);
});

test('the guard refuses what a page of elsewhere embeds, and lets in who follows a link', async () => {
  const from = (site: string, mode: string) => ({
    ...bearer(),
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
  });
  for (const site of ['cross-site', 'same-site']) {
    expect((await raw('/v1/status', from(site, 'no-cors'))).status).toBe(403);
    expect((await raw('/v1/status', from(site, 'navigate'))).status).toBe(403);
    expect((await raw('/assets/index-1a2b.js', from(site, 'no-cors'))).status).toBe(403);
    expect((await raw('/', from(site, 'navigate'))).status).toBe(200);
  }
  expect((await raw('/v1/status', from('same-origin', 'cors'))).status).toBe(200);
  expect((await raw('/', from('none', 'navigate'))).status).toBe(200);
});

test('every answer says that its type is meant and that it is for this origin', async () => {
  for (const path of ['/v1/items', '/v1/nothing', '/', '/assets/index-1a2b.js']) {
    const { headers } = await raw(path, bearer());
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
  expect((await raw('/v1/items', bearer())).headers['cache-control']).toBe('no-store');
});
