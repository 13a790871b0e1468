import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { codeOf, UnderstoryError } from '../../../src/base/errors.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { decodeImage } from '../../../src/media/image/decode.ts';
import { decodeFailure } from '../../../src/media/image/failure.ts';
import { defaultImageLimits } from '../../../src/media/image/limits.ts';
import {
  gifOfFrames,
  pngBomb,
  tiffThatLoops,
  webpOfFrames,
} from '../../fixtures/hostile-images.ts';

const formats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;
type Format = (typeof formats)[number];
const files = new Map<Format, Buffer>();

beforeAll(async () => {
  const random = seededRandom(1);
  const pixels = Buffer.from(Array.from({ length: 120 * 90 * 3 }, () => random() * 256));
  for (const format of formats) {
    const source = sharp(pixels, { raw: { width: 120, height: 90, channels: 3 } });
    files.set(format, await source.toFormat(format).toBuffer());
  }
});

/** The code of the refusal; fails the test for anything that is no input error. */
async function refusal(bytes: Uint8Array, limits = defaultImageLimits): Promise<string> {
  try {
    await decodeImage(bytes, ['square224', 'view1280'], limits);
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(UnderstoryError);
    expect(error).toMatchObject({ fault: 'input' });
    return codeOf(error);
  }
}

test('decodeImage() refuses an empty file', async () => {
  expect(await refusal(new Uint8Array())).toBe('empty-file');
});

test.each(formats)('decodeImage() calls a %s cut anywhere truncated', async (format) => {
  const whole = files.get(format) ?? Buffer.alloc(0);
  expect(await refusal(whole)).toBe('none');
  for (const share of [0.3, 0.6, 0.95]) {
    expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toBe('truncated');
  }
});

test.each(formats)('decodeImage() never crashes on a %s with flipped bytes', async (format) => {
  const random = seededRandom(7);
  const codes = ['none', 'truncated', 'corrupt', 'unsupported-format', 'too-many-pixels'];
  for (let round = 0; round < 40; round += 1) {
    const broken = Buffer.from(files.get(format) ?? []);
    for (let flip = 0; flip < 8; flip += 1) {
      const reach = round % 2 === 0 ? 200 : broken.length;
      broken[Math.floor(random() * reach)] = Math.floor(random() * 256);
    }
    expect(codes).toContain(await refusal(broken));
  }
});

test('decodeImage() calls a PNG with damaged data corrupt', async () => {
  const broken = Buffer.from(files.get('png') ?? []);
  broken.fill(0x55, broken.length / 2, broken.length / 2 + 200);
  expect(await refusal(broken)).toBe('corrupt');
});

test('decodeImage() refuses SVG, HEIC, BMP and what is no picture', async () => {
  expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(
    'svg-refused',
  );
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  expect(await refusal(heic)).toBe('unsupported-format');
  expect(await refusal(Buffer.from('BM\x10\0\0\0\0\0\0\0', 'latin1'))).toBe('unsupported-format');
  expect(await refusal(Buffer.from('just text'))).toBe('unsupported-format');
});

test('decodeImage() refuses a pixel bomb by its header', async () => {
  const before = process.memoryUsage().rss;
  expect(await refusal(pngBomb(50_000, 50_000))).toBe('too-many-pixels');
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
});

test('decodeImage() refuses a GIF of 100,000 frames without paying for them', async () => {
  const bytes = gifOfFrames(100_000);
  const [start, before] = [performance.now(), process.memoryUsage().rss];
  expect(await refusal(bytes)).toBe('too-many-frames');
  expect(performance.now() - start).toBeLessThan(500);
  expect(process.memoryUsage().rss - before).toBeLessThan(20_000_000);
});

test('decodeImage() refuses a WebP of too many frames and a TIFF that loops', async () => {
  expect(await refusal(webpOfFrames(100_000))).toBe('too-many-frames');
  expect(await refusal(tiffThatLoops())).toBe('too-many-frames');
});

test('decodeImage() refuses more bytes than the limit', async () => {
  const limits = { ...defaultImageLimits, maxBytes: 100 };
  expect(await refusal(files.get('png') ?? Buffer.alloc(0), limits)).toBe('too-large');
});

test('decodeFailure() names a timeout and a pixel limit of the decoder', () => {
  const code = (message: string) => decodeFailure(new Error(message), 'png', pngBomb(1, 1)).code;
  expect(code('timeout: 42% complete\nVipsImage: killed for image "temp-1"')).toBe(
    'decode-timeout',
  );
  expect(code('Input image exceeds pixel limit')).toBe('too-many-pixels');
});
