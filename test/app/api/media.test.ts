import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/api.ts';
import { openmojiPicture } from '../../fixtures/openmoji.ts';
import { scenes } from '../../fixtures/scenes.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { writeVideo } from '../../fixtures/video.ts';

let served: Served;
let bytes: Uint8Array;
let picture: string;
let video: string;

beforeAll(async () => {
  served = await serve();
  const { blobs } = served.context;
  bytes = await openmojiPicture('1F34E', 700);
  picture = await blobs.putBytes(bytes);
  const path = join(served.folder, 'clip.mp4');
  await writeVideo(path, {
    width: 160,
    height: 96,
    framesPerSecond: 10,
    frameCount: 20,
    paint: scenes(160, 96, [10]),
  });
  video = await blobs.putBytes(await readFile(path));
});
afterAll(() => served.close());

const asset = (digest: string, range?: string, method = 'GET') =>
  served.ask(`/media/asset/${digest}`, {
    method,
    ...(range !== undefined && { headers: { range } }),
  });

test('GET /media/asset gives the bytes with their own type, and nothing runs in them', async () => {
  const response = await asset(picture);
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  expect(response.headers.get('accept-ranges')).toBe('bytes');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect((await asset(video, undefined, 'HEAD')).headers.get('content-type')).toBe('video/mp4');
});

test('GET /media/asset does not say that a page is a page', async () => {
  const page = await served.context.blobs.putBytes(
    Buffer.from('<!doctype html><script>alert(1)</script>'),
  );
  const response = await asset(page);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
});

test('GET /media/asset gives the part that a player asks for', async () => {
  const size = bytes.length;
  const cases: readonly (readonly [string, number, number])[] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, size - 1],
    ['bytes=-100', size - 100, size - 1],
    [`bytes=-${size + 5}`, 0, size - 1],
    [`bytes=${size - 1}-${size + 100}`, size - 1, size - 1],
    ['Bytes=3-5', 3, 5],
  ];
  for (const [range, start, end] of cases) {
    const response = await asset(picture, range);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    const part = Buffer.from(await response.arrayBuffer());
    expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
  }
});

test('GET /media/asset answers a range beyond the end with the size, and ignores nonsense', async () => {
  for (const range of [`bytes=${bytes.length}-`, 'bytes=99999999999999999999-', 'bytes=-0']) {
    const response = await asset(picture, range);
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  }
  for (const range of ['bytes=-', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=1.5-2']) {
    const response = await asset(picture, range);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(bytes.length);
  }
});

test('HEAD /media/asset gives the headers alone, of the whole and of a part', async () => {
  const whole = await asset(picture, undefined, 'HEAD');
  expect(whole.status).toBe(200);
  expect(whole.headers.get('content-length')).toBe(String(bytes.length));
  expect((await whole.arrayBuffer()).byteLength).toBe(0);
  const part = await asset(picture, 'bytes=0-9', 'HEAD');
  expect(part.status).toBe(206);
  expect(part.headers.get('content-length')).toBe('10');
});

test('GET /media/asset gives an empty file as one', async () => {
  const empty = await served.context.blobs.putBytes(new Uint8Array());
  const response = await asset(empty);
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBe(0);
  expect((await asset(empty, 'bytes=0-')).status).toBe(416);
});

test('GET /media/thumb gives a WebP of the next width that is kept, never enlarged', async () => {
  const widthOf = async (digest: string, query: string) => {
    const response = await served.ask(`/media/thumb/${digest}${query}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    return (await sharp(await response.arrayBuffer()).metadata()).width;
  };
  expect(await widthOf(picture, '')).toBe(320);
  expect(await widthOf(picture, '?w=1')).toBe(160);
  expect(await widthOf(picture, '?w=161')).toBe(320);
  expect(await widthOf(picture, '?w=4000')).toBe(700);
  expect(await widthOf(video, '?w=320')).toBe(160);
});

test('GET /media/frame gives the frame of a moment, the last one past the end', async () => {
  const meanOf = async (t: string) => {
    const response = await served.ask(`/media/frame/${video}?w=160&t=${t}`);
    expect(response.status).toBe(200);
    const { channels } = await sharp(await response.arrayBuffer()).stats();
    return channels.map(({ mean }) => mean);
  };
  const [red = 0, green = 0] = await meanOf('0');
  expect(red).toBeGreaterThan(green);
  const [laterRed = 0, laterGreen = 0] = await meanOf('1.5');
  expect(laterGreen).toBeGreaterThan(laterRed);
  const [endRed = 0, endGreen = 0] = await meanOf('100');
  expect(endGreen).toBeGreaterThan(endRed);
});

test('media that cannot be shown is a problem, not a failure of the server', async () => {
  const { blobs } = served.context;
  const text = await blobs.putBytes(Buffer.from('no picture'));
  const svg = await blobs.putBytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  const half = await blobs.putBytes(bytes.subarray(0, 2000));
  const none = '0'.repeat(64);
  const expected: readonly (readonly [string, number])[] = [
    [`/media/thumb/${text}`, 400],
    [`/media/thumb/${svg}`, 400],
    [`/media/thumb/${half}`, 400],
    [`/media/frame/${picture}?t=1`, 400],
    [`/media/frame/${video}?t=-1`, 400],
    [`/media/frame/${video}?t=NaN`, 400],
    [`/media/frame/${video}`, 400],
    [`/media/thumb/${picture}?w=0`, 400],
    [`/media/thumb/${picture}?w=5000`, 400],
    [`/media/thumb/${none}`, 404],
    [`/media/frame/${none}?t=1`, 404],
    [`/media/asset/${none}`, 404],
  ];
  for (const [path, status] of expected) {
    const response = await served.ask(path);
    const answer = await response.text();
    expect({ path, status: response.status }).toEqual({ path, status });
    problemSchema.strict().parse(JSON.parse(answer));
    expect(answer).not.toContain(served.folder);
  }
});

test('twenty requests for one thumbnail at once render it once and all have it', async () => {
  const digest = await served.context.blobs.putBytes(await openmojiPicture('1F408', 400));
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const response = await served.ask(`/media/thumb/${digest}?w=160`);
      return Buffer.from(await response.arrayBuffer()).toString('base64');
    }),
  );
  expect(new Set(answers).size).toBe(1);
});
