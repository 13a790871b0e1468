import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/api.ts';
import { pngBomb } from '../../fixtures/hostile-images.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { rawRequest } from '../../fixtures/raw-request.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;

beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const raw = (
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
) =>
  rawRequest(served.address, path, {
    ...options,
    headers: { authorization: `Bearer ${served.token}`, ...options.headers },
  });
const post = (path: string, body: string | Buffer, type = 'application/json') =>
  raw(path, { method: 'POST', headers: { 'content-type': type }, body });

/** The status of an answer, which must be a problem that tells nothing of the machine. */
function refusal({ status, headers, text }: Awaited<ReturnType<typeof raw>>): number {
  expect(headers['content-type']).toContain('application/problem+json');
  const details = problemSchema.strict().parse(JSON.parse(text));
  expect(details.status).toBe(status);
  expect(text).not.toMatch(/\bat \w+ \(|node_modules|\.ts:\d|understory-home|postgres|lance/i);
  return status;
}

const isAlive = async () => (await raw('/v1/status')).status;

const wrongQueries = [
  'limit=0',
  'limit=501',
  'limit=1.5',
  'limit=NaN',
  'limit=Infinity',
  'limit=-1',
  'limit=x',
  'limit=1&limit=2',
  'offset=-1',
  'offset=1e300',
  'minQuality=2',
  'minQuality=NaN',
  'sort=evil',
  'sort=id&sort=title',
  'state=evil',
  'match=a&match=b',
  `match=${'a'.repeat(201)}`,
  'match=%00',
  'facet=object:a%00b',
  'facet=nocolon',
  'facet=',
  'facet=:',
  'facet=:::',
  'facet=state',
  'facet=__proto__:x',
  'facet=attribute.:x',
  'facet=object:cat&facet=colours:red',
];

test.each(wrongQueries)('GET /v1/items?%s is refused and says what was expected', async (query) => {
  expect(refusal(await raw(`/v1/items?${query}`))).toBe(400);
  expect(refusal(await raw(`/v1/facets?${query}`))).toBe(400);
});

const oddQueries = [
  'facet=duplicate:maybe',
  "facet=object:'%3B%20drop%20table%20items%20--",
  'facet=attribute.%7B%22%7D:%5C%22%7D%2C%7B',
  'match=%25%27%20or%20%27%27%3D%27',
  'match=%5C',
  'unknown=1&__proto__=x&constructor=y',
  `${'facet=object:cat&'.repeat(9)}`,
  'facet%5B%5D=object:cat',
];

test.each(oddQueries)('GET /v1/items?%s finds nothing odd and nothing breaks', async (query) => {
  for (const path of ['/v1/items', '/v1/facets']) {
    const { status, text } = await raw(`${path}?${query}`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ total: 0 });
  }
});

const oddIds = [
  "o'hara",
  "'; drop table items; --",
  'a/b/../c',
  '../../etc/passwd',
  '..',
  '%',
  '%2e%2e%2f',
  'été 🐕',
  '"double"',
  '\\',
  'x\ny',
  ' ',
  '\u{202e}evil',
  'a'.repeat(1024),
];

test.each(oddIds)('an id like %.40j is looked for as it is and not found', async (id) => {
  const name = encodeURIComponent(id);
  expect(refusal(await raw(`/v1/items/${name}`))).toBe(404);
  expect(refusal(await raw(`/v1/related/${name}`))).toBe(404);
  expect(refusal(await raw(`/v1/runs/${name.slice(0, 90).replace(/%.?$/, '')}`))).toBe(404);
  expect(refusal(await post('/v1/search', JSON.stringify({ item: id })))).toBe(404);
  expect((await raw(`/v1/duplicates?item=${name}`)).status).toBe(200);
});

test('an id that no item can have is refused', async () => {
  expect(refusal(await raw(`/v1/items/${'a'.repeat(1025)}`))).toBe(400);
  expect(refusal(await raw(`/v1/items/${'%C3%A9'.repeat(1025)}`))).toBe(400);
  expect(refusal(await raw('/v1/items/%00'))).toBe(400);
  expect(refusal(await raw('/v1/items/a%00b'))).toBe(400);
  expect(refusal(await raw('/v1/items/%ff%fe'))).toBe(400);
  expect(refusal(await raw('/v1/items/%'))).toBe(400);
  expect(refusal(await post('/v1/search', JSON.stringify({ item: 'a\0b' })))).toBe(400);
  expect(refusal(await post('/v1/search', JSON.stringify({ item: '' })))).toBeGreaterThanOrEqual(
    400,
  );
  expect([400, 404]).toContain(refusal(await raw('/v1/duplicates?item=%00')));
  expect(refusal(await raw(`/v1/items/${'a'.repeat(9000)}`))).toBe(400);
});

test('the longest id that an item can have is looked for', async () => {
  const answer = await raw(`/v1/items/${'%C3%A9'.repeat(1024)}`);
  expect(refusal(answer)).toBe(404);
  expect(answer.text).toContain('no-item');
});

const wrongBodies: readonly (readonly [string, number, string])[] = [
  ['{', 400, 'application/json'],
  ['', 400, 'application/json'],
  ['null', 400, 'application/json'],
  ['[]', 400, 'application/json'],
  ['"text"', 400, 'application/json'],
  ['{}', 400, 'application/json'],
  ['{"text":"a","item":"b"}', 400, 'application/json'],
  ['{"text":7}', 400, 'application/json'],
  ['{"text":"   "}', 400, 'application/json'],
  ['{"text":"a\\u0000b"}', 400, 'application/json'],
  ['{"text":"a","limit":0}', 400, 'application/json'],
  ['{"text":"a","limit":1e9}', 400, 'application/json'],
  ['{"text":"a","limit":"5"}', 400, 'application/json'],
  ['{"text":"a","unsafe":"yes"}', 400, 'application/json'],
  ['{"item":"a","box":{"x":-0.1,"y":0,"width":1,"height":1}}', 400, 'application/json'],
  ['{"item":"a","box":{"x":0,"y":0,"width":2,"height":1}}', 400, 'application/json'],
  ['{"item":"a","box":[0,0,1,1]}', 400, 'application/json'],
  ['{"item":"a","box":{"x":null,"y":0,"width":1,"height":1}}', 400, 'application/json'],
  ['{"__proto__":{"text":"a"}}', 400, 'application/json'],
  ['{"constructor":{"prototype":{"text":"a"}}}', 400, 'application/json'],
  ['[', 400, 'application/json'],
  ['text=a', 415, 'application/x-www-form-urlencoded'],
  ['<a/>', 415, 'application/xml'],
  ['--x--', 400, 'multipart/form-data; boundary=x'],
  ['--x--', 415, 'multipart/mixed; boundary=x'],
  ['a', 400, 'text/plain'],
  ['{"text":"a"}', 415, 'nonsense'],
];

test.each(wrongBodies)(
  'POST /v1/search with the body %s is answered %i',
  async (body, status, type) => {
    expect(refusal(await post('/v1/search', body, type))).toBe(status);
  },
);

test('POST /v1/search refuses what is too large or too deep, and goes on', async () => {
  const deep = '['.repeat(500_000);
  expect(refusal(await post('/v1/search', deep))).toBe(400);
  expect(refusal(await post('/v1/search', `${deep}${']'.repeat(500_000)}`))).toBe(400);
  expect(refusal(await post('/v1/search', `{"text":${deep.slice(0, 300_000)}`))).toBe(400);
  const tooLong = JSON.stringify({ text: 'word '.repeat(2001) });
  expect(refusal(await post('/v1/search', tooLong))).toBe(400);
  expect(refusal(await post('/v1/search', JSON.stringify({ text: 'a'.repeat(2 ** 20) })))).toBe(
    413,
  );
  expect(await isAlive()).toBe(200);
});

test.each(['/v1/search', '/v1/events', '/v1/signals', '/v1/signals/lookup', '/v1/ads/match'])(
  'POST %s refuses JSON that is nested without end before it is parsed',
  async (path) => {
    const nested = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    const answer = await post(path, nested);
    expect(refusal(answer)).toBe(400);
    expect(problemSchema.parse(JSON.parse(answer.text))).toMatchObject({
      code: 'too-deep',
      detail: 'Expected JSON with at most 64 arrays and objects within each other, got more.',
    });
  },
);

test('POST /v1/search refuses nested JSON in a form too', async () => {
  const form = new FormData();
  form.set('request', `{"parts": ${'['.repeat(65)}${']'.repeat(65)}}`);
  const { body, headers } = new Request('http://form', { method: 'POST', body: form });
  const bytes = await new Response(body).arrayBuffer();
  const answer = await post(
    '/v1/search',
    Buffer.from(bytes),
    headers.get('content-type') ?? undefined,
  );
  expect(refusal(answer)).toBe(400);
  expect(answer.text).toContain('too-deep');
});

const oddTexts = [
  'a '.repeat(5000),
  'é🐕'.repeat(2000),
  '\' & | ! ( ) : * <-> \\ "',
  "http://x.example/?a=1&b=2|c' d",
  "!!! :* 'a' & 'b",
  'the of and',
  '\u{d800}',
  '\u{202e}\u{200b}\u{feff}x',
  'a'.repeat(9999),
];

test.each(oddTexts)('POST /v1/search takes any words, as those of case %#', async (text) => {
  const { status, text: answer } = await post('/v1/search', JSON.stringify({ text }));
  expect(status).toBe(200);
  expect(JSON.parse(answer)).toMatchObject({ results: [] });
});

test('POST /v1/search/image refuses what is no picture, too large, or made to do harm', async () => {
  const picture = Buffer.from(await openmojiPicture('1F34E', 64));
  const refuse = async (body: Buffer | string, type = 'image/png', query = '') =>
    refusal(await post(`/v1/search/image${query}`, body, type));
  expect(await refuse('')).toBe(400);
  expect(await refuse('no picture')).toBe(400);
  expect(await refuse(picture.subarray(0, 300))).toBe(400);
  expect(await refuse(pngBomb(50_000, 50_000))).toBe(400);
  expect(await refuse(zeroPng(9000, 9000))).toBe(400);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
  expect(await refuse(svg, 'image/svg+xml')).toBe(400);
  expect(await refuse(svg, 'image/png')).toBe(400);
  expect(await refuse(Buffer.alloc(32 * 2 ** 20 + 1))).toBe(413);
  expect(await refuse('{}', 'application/json')).toBe(400);
  expect(await refuse(picture, 'multipart/form-data')).toBe(415);
  for (const box of [
    '2,0,1,1',
    '0,0,1',
    '',
    'a,b,c,d',
    'NaN,0,1,1',
    '0,0,1,1,1',
    '-1,0,1,1',
    '0,0,0,0',
    '1,1,0.5,0.5',
  ]) {
    expect(await refuse(picture, 'image/png', `?box=${box}`)).toBe(400);
  }
  expect(await refuse(picture, 'image/png', '?limit=501')).toBe(400);
  expect(await refuse(picture, 'image/png', '?unsafe=maybe')).toBe(400);
  const found = await post('/v1/search/image?box=0.9,0.9,0.5,0.5', picture, 'image/png');
  expect(found.status).toBe(200);
});

/** A real PNG of that many black pixels: small as a file, large in memory. */
function zeroPng(width: number, height: number): Buffer {
  const bomb = pngBomb(width, height);
  const data = deflateSync(Buffer.alloc((width * 3 + 1) * height));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // Signature and IHDR are 33 bytes; the decoder stops before it looks at the checksum.
  return Buffer.concat([bomb.subarray(0, 33), length, Buffer.from('IDAT'), data, Buffer.alloc(4)]);
}

test.each([
  '/media/asset/..%2f..%2ftoken',
  '/media/asset/%2e%2e/%2e%2e/token',
  '/media/asset/../../token',
  '/media/thumb/..%2f..%2ftoken',
  `/media/asset/${'0'.repeat(63)}`,
  `/media/asset/${'A'.repeat(64)}`,
  `/media/asset/${'0'.repeat(64)}`,
  `/media/frame/${'0'.repeat(64)}`,
  '/..%2ftoken',
  '/%2e%2e/token',
  '/../token',
  '/assets/..%2f..%2ftoken',
  '/assets/..\\..\\token',
  '/..%5ctoken',
  '/%00',
  '//token',
  '/v1/../v1/nothing',
])('GET %s leads nowhere', async (path) => {
  const answer = await raw(path);
  expect([400, 403, 404]).toContain(refusal(answer));
  expect(answer.text).not.toContain(served.token);
});

test('a method or address that there is not is answered as a problem', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
    expect([404, 405, 415]).toContain(refusal(await raw('/v1/facets', { method })));
  }
  const page = await raw('/a/deep/page', { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  expect(page.text).toContain('<title>Understory</title>');
});

test('fifty requests at once are all answered', async () => {
  const picture = Buffer.from(await openmojiPicture('1F34E', 128));
  const answers = await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      if (at % 5 === 0) return await post('/v1/search/image', picture, 'image/png');
      if (at % 5 === 1) return await post('/v1/search', JSON.stringify({ text: `word ${at}` }));
      return await raw(['/v1/items', '/v1/facets', '/v1/status'][at % 3] ?? '/');
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(200));
});

test('clients that vanish, speak nonsense or stop midway leave the server as it was', async () => {
  const { hostname, port } = new URL(served.address);
  const say = async (text: string, stayMs: number) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(text);
    await sleep(stayMs);
    socket.destroy();
  };
  const head = `Host: ${hostname}:${port}\r\nAuthorization: Bearer ${served.token}\r\n`;
  const search = JSON.stringify({ text: 'an apple on a tree' });
  const json = `${head}Content-Type: application/json\r\n`;
  await Promise.all([
    say(`POST /v1/search HTTP/1.1\r\n${json}Content-Length: ${search.length}\r\n\r\n${search}`, 5),
    say(`POST /v1/search HTTP/1.1\r\n${json}Content-Length: 9999\r\n\r\n{"text":`, 50),
    say(`GET /v1/items HTTP/1.1\r\n${head}\r\n`, 0),
    say(`GET /v1/items HTTP/1.1\r\n`, 50),
    say('\x16\x03\x01\x02\x00\x01\x00nonsense\r\n\r\n', 50),
    say(`GET * HTTP/1.1\r\n${head}\r\n`, 50),
    say(`GET /\t/evil HTTP/1.1\r\n${head}\r\n`, 50),
    say(`GET /v1/items HTTP/1.1\r\n${head}X: ${'a'.repeat(100_000)}\r\n\r\n`, 50),
  ]);
  expect(await isAlive()).toBe(200);
});
