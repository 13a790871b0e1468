import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/ingest/fetch/address.ts';
import { createFetcher, realFetchEffects } from '../../../src/ingest/fetch/fetcher.ts';
import type { FetchEffects, Fetcher } from '../../../src/ingest/fetch/fetcher.ts';
import type { FetchLimits } from '../../../src/ingest/fetch/limits.ts';
import { jpeg, serve } from '../../fixtures/web.ts';
import type { TestServer } from '../../fixtures/web.ts';

let server: TestServer;
let picture: Buffer;
const fetchers: Fetcher[] = [];

beforeAll(async () => {
  picture = await jpeg(128);
  server = await serve(answer);
});

afterAll(async () => {
  await Promise.all(fetchers.map((fetcher) => fetcher.close()));
  await server.close();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '';
  if (path === '/picture') response.end(picture);
  else if (path === '/typeless') response.setHeader('content-type', 'text/html').end(picture);
  else if (path === '/page') response.setHeader('content-type', 'image/jpeg').end('<html>hello');
  else if (path === '/svg')
    response.end('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
  else if (path === '/empty') response.end();
  else if (path === '/missing') response.writeHead(404).end();
  else if (path === '/broken') response.writeHead(503).end();
  else if (path === '/silent') return;
  else if (path === '/huge') response.writeHead(200, { 'content-length': 1e12 }).write(picture);
  else if (path === '/endless') endless(response, Buffer.concat([picture, Buffer.alloc(1 << 16)]));
  else if (path === '/drip') drip(response);
  else if (path === '/cut') cut(response);
  else if (path === '/gzip') response.setHeader('content-encoding', 'gzip').end(gzipSync(picture));
  else if (path === '/bomb') bomb(response);
  else if (path === '/badzip') response.setHeader('content-encoding', 'gzip').end(picture);
  else if (path === '/zstd') response.setHeader('content-encoding', 'zstd').end(picture);
  else if (path === '/headers') response.setHeader('x-long', 'x'.repeat(100_000)).end(picture);
  else if (path === '/loop') redirect(response, '/loop');
  else if (/^\/hops\/\d+$/.test(path)) hop(response, Number(path.slice(6)));
  else if (path.startsWith('/to?')) redirect(response, decodeURIComponent(path.slice(4)));
  else response.writeHead(404).end();
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end('moved');
}

function hop(response: ServerResponse, left: number): void {
  redirect(response, left === 1 ? '/picture' : `/hops/${left - 1}`);
}

function endless(response: ServerResponse, chunk: Buffer): void {
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
}

function drip(response: ServerResponse): void {
  response.write(picture.subarray(0, 2000));
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
}

function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': picture.length });
  response.write(picture.subarray(0, 1500), () => response.destroy());
}

function bomb(response: ServerResponse): void {
  const unpacked = Buffer.concat([picture, Buffer.alloc(64 << 20)]);
  response.setHeader('content-encoding', 'gzip').end(gzipSync(unpacked, { level: 1 }));
}

/** Names lead to loopback, where the test server is allowed to be; nothing else is. */
const onlyServer: FetchEffects = {
  resolveHost: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: (address) => address === '127.0.0.1' || isPublicAddress(address),
};

function fetcher(limits: Partial<FetchLimits> = {}, effects = onlyServer): Fetcher {
  const made = createFetcher(limits, effects);
  fetchers.push(made);
  return made;
}

const at = (path: string): string => `http://pictures.example:${server.port}${path}`;

test('fetch() brings the bytes and the type they have when the address is allowed', async () => {
  const body = await fetcher().fetch(at('/picture'));
  expect(Buffer.compare(body.bytes, picture)).toBe(0);
  expect(body).toMatchObject({ medium: 'image', mime: 'image/jpeg' });
});

test('fetch() goes by the bytes when the header says another type', async () => {
  expect((await fetcher().fetch(at('/typeless'))).mime).toBe('image/jpeg');
  await expect(fetcher().fetch(at('/page'))).rejects.toMatchObject({ code: 'wrong-type' });
});

test('fetch() unpacks a body when the server packs it unasked', async () => {
  expect(Buffer.compare((await fetcher().fetch(at('/gzip'))).bytes, picture)).toBe(0);
});

test.each([
  ['/svg', 'svg-refused'],
  ['/empty', 'empty-file'],
  ['/missing', 'http-404'],
  ['/broken', 'http-503'],
  ['/cut', 'broken-response'],
  ['/badzip', 'broken-response'],
  ['/zstd', 'unsupported-encoding'],
  ['/headers', 'broken-response'],
  ['/loop', 'too-many-redirects'],
  ['/hops/6', 'too-many-redirects'],
])('fetch() of %s fails with %s', async (path, code) => {
  await expect(fetcher().fetch(at(path))).rejects.toMatchObject({ name: 'UnderstoryError', code });
});

test('fetch() follows five redirects', async () => {
  expect((await fetcher().fetch(at('/hops/5'))).bytes.length).toBe(picture.length);
});

test.each(['/huge', '/endless', '/bomb'])(
  'fetch() of %s stops at the limit of size',
  async (path) => {
    const started = Date.now();
    await expect(fetcher({ maxBytes: 1 << 20 }).fetch(at(path))).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(Date.now() - started).toBeLessThan(5000);
  },
);

test('fetch() times out when the server is silent, or sends a byte now and then for ever', async () => {
  const silent = fetcher({ idleTimeoutMs: 300 });
  await expect(silent.fetch(at('/silent'))).rejects.toMatchObject({ code: 'timed-out' });
  const dripping = fetcher({ totalTimeoutMs: 500 });
  await expect(dripping.fetch(at('/drip'))).rejects.toMatchObject({ code: 'timed-out' });
});

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://0x7f000001/',
  'http://127.1/',
  'http://0/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[fd00::1]/',
  'http://①②⑦.0.0.1/',
])('fetch() refuses %s by default', async (url) => {
  const guarded = fetcher({}, realFetchEffects({}));
  await expect(guarded.fetch(url)).rejects.toMatchObject({ code: 'private-address' });
});

test.each([
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['ftp://example.com/a.jpg', 'unsupported-scheme'],
  ['data:image/png;base64,AAAA', 'unsupported-scheme'],
  ['http://user:secret@example.com/a.jpg', 'url-credentials'],
  ['nothing', 'bad-url'],
])('fetch() refuses %s with %s', async (url, code) => {
  await expect(fetcher().fetch(url)).rejects.toMatchObject({ code });
});

test('fetch() names no password in its message when an address has one', async () => {
  await expect(fetcher().fetch('http://user:secret@example.com/')).rejects.not.toThrow(/secret/);
});

test.each([
  ['http://127.0.0.2/', 'private-address'],
  ['http://[::1]/', 'private-address'],
  ['http://169.254.169.254/', 'private-address'],
  ['//10.0.0.1/a.jpg', 'private-address'],
  ['http://2852039166/', 'private-address'],
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['http://a:b@pictures.example/', 'url-credentials'],
  ['http://[', 'bad-url'],
])('fetch() checks a redirect to %s again', async (location, code) => {
  const url = at(`/to?${encodeURIComponent(location)}`);
  await expect(fetcher().fetch(url)).rejects.toMatchObject({ code });
});

test('fetch() refuses a name of which one answer is private', async () => {
  const mixed = fetcher(
    {},
    {
      resolveHost: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
      isAllowed: isPublicAddress,
    },
  );
  const before = server.asked.length;
  await expect(mixed.fetch(at('/picture'))).rejects.toMatchObject({ code: 'private-address' });
  expect(server.asked.length).toBe(before);
});

test('fetch() connects to the checked address when the DNS answer changes after the check', async () => {
  let asked = 0;
  const rebinding = fetcher(
    { connectTimeoutMs: 500, totalTimeoutMs: 1500 },
    {
      // Public to whoever checks first, loopback to whoever asks again to connect.
      resolveHost: async () =>
        asked++ === 0
          ? [{ address: '203.0.113.1', family: 4 }]
          : [{ address: '127.0.0.1', family: 4 }],
      isAllowed: (address) => address === '203.0.113.1',
    },
  );
  const before = server.asked.length;
  await expect(rebinding.fetch(at('/picture'))).rejects.toMatchObject({
    code: expect.stringMatching(/^(timed-out|connect-failed)$/),
  });
  expect(asked).toBe(1);
  await expect(rebinding.fetch(at('/picture'))).rejects.toMatchObject({ code: 'private-address' });
  expect(server.asked.length).toBe(before);
});

test('fetch() says which host has no address', async () => {
  const lost = fetcher(
    {},
    { resolveHost: async () => Promise.reject(new Error('ENOTFOUND')), isAllowed: () => true },
  );
  await expect(lost.fetch('http://lost.example/a.jpg')).rejects.toMatchObject({
    code: 'host-not-found',
    message: expect.stringContaining('lost.example'),
  });
});

test('fetch() fails with connect-failed when nobody listens', async () => {
  await expect(fetcher().fetch('http://127.0.0.1:1/')).rejects.toMatchObject({
    code: 'connect-failed',
  });
});

test('realFetchEffects() opens private addresses only where the environment says so', () => {
  expect(realFetchEffects({}).isAllowed('127.0.0.1')).toBe(false);
  expect(realFetchEffects({ UNDERSTORY_ALLOW_PRIVATE_ADDRESSES: '1' }).isAllowed('127.0.0.1')).toBe(
    true,
  );
});
