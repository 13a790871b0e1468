import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Raster, RasterName } from '../../../src/contracts/raster.ts';
import { decodeImage } from '../../../src/media/image/decode.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';

const everyRaster: readonly RasterName[] = [
  'square224',
  'square320',
  'square512',
  'hash512',
  'small256',
  'view1280',
];

/** Red above blue, twice as wide as high. */
let picture: Buffer;

beforeAll(async () => {
  const below = {
    create: { width: 400, height: 100, channels: 3, background: '#0000ff' },
  } as const;
  picture = await sharp({ create: { ...below.create, height: 200, background: '#ff0000' } })
    .composite([{ input: below, left: 0, top: 100 }])
    .removeAlpha()
    .png()
    .toBuffer();
});

function pixel(raster: Raster | undefined, x: number, y: number): number[] {
  if (!raster) return [];
  const at = (y * raster.width + x) * 3;
  return [...raster.data.subarray(at, at + 3)];
}

function expectNear(actual: number[], expected: number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => {
    expect(Math.abs(value - (expected[at] ?? 0))).toBeLessThanOrEqual(tolerance);
  });
}

async function small(bytes: Uint8Array): Promise<Raster | undefined> {
  return (await decodeImage(bytes, ['small256'])).rasters.small256;
}

test('decodeImage() gives every raster in its size when all are wanted', async () => {
  const { rasters, ...header } = await decodeImage(picture, everyRaster);
  expect(header).toEqual({ format: 'png', width: 400, height: 200, frames: 1, hasAlpha: false });
  const sizes = everyRaster.map((name) => [rasters[name]?.width, rasters[name]?.height]);
  expect(sizes).toEqual([
    [224, 224],
    [320, 320],
    [512, 512],
    [400, 200],
    [256, 128],
    [400, 200],
  ]);
  for (const name of everyRaster) {
    const raster = rasters[name];
    expect(raster?.data.length).toBe((raster?.width ?? 0) * (raster?.height ?? 0) * 3);
    expect(pixel(raster, 5, 5)).toEqual([255, 0, 0]);
    expect(pixel(raster, 5, (raster?.height ?? 0) - 5)).toEqual([0, 0, 255]);
  }
});

test('decodeImage() decodes nothing when no raster is wanted', async () => {
  expect((await decodeImage(picture, [])).rasters).toEqual({});
});

test('decodeImage() works on one pixel and on one row', async () => {
  const one = await sharp(picture).resize(1, 1).png().toBuffer();
  expect((await decodeImage(one, everyRaster)).rasters.square512?.width).toBe(512);
  const row = await sharp(picture).resize(5000, 1, { fit: 'fill' }).png().toBuffer();
  const { rasters } = await decodeImage(row, everyRaster);
  expect([rasters.view1280?.width, rasters.view1280?.height]).toEqual([1280, 1]);
});

test('decodeImage() puts transparency on white', async () => {
  const background = { r: 255, g: 0, b: 0, alpha: 0.5 };
  const create = { width: 20, height: 10, channels: 4, background } as const;
  const bytes = await sharp({ create }).png().toBuffer();
  const decoded = await decodeImage(bytes, ['small256']);
  expect(decoded.hasAlpha).toBe(true);
  expectNear(pixel(decoded.rasters.small256, 3, 3), [255, 127, 127], 1);
});

test('decodeImage() makes RGB of grey with alpha in 16 bits', async () => {
  const background = { r: 128, g: 128, b: 128, alpha: 0.5 };
  const create = { width: 20, height: 10, channels: 4, background } as const;
  const bytes = await sharp({ create }).toColourspace('grey16').png().toBuffer();
  expect((await sharp(bytes).metadata()).depth).toBe('ushort');
  expectNear(pixel(await small(bytes), 3, 3), [191, 191, 191], 1);
});

test('decodeImage() makes 8 bits of 16', async () => {
  const bytes = await sharp(picture).toColourspace('rgb16').png().toBuffer();
  expectNear(pixel(await small(bytes), 5, 5), [255, 0, 0], 1);
});

test('decodeImage() converts CMYK to sRGB', async () => {
  const bytes = await sharp(picture).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
  expect((await sharp(bytes).metadata()).space).toBe('cmyk');
  const [red, green, blue] = pixel(await small(bytes), 20, 20);
  // Printing inks have no pure red: it comes back darker, but red.
  expect(red).toBeGreaterThan(200);
  expect(Math.max(green ?? 255, blue ?? 255)).toBeLessThan(70);
});

test('decodeImage() converts an embedded profile to sRGB', async () => {
  const orange = await sharp({
    create: { width: 40, height: 40, channels: 3, background: '#c06030' },
  })
    .png()
    .toBuffer();
  const wide = await sharp(orange).withIccProfile('p3').png().toBuffer();
  const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
  expect((await sharp(wide).metadata()).hasProfile).toBe(true);
  expect([...stored.subarray(0, 3)]).not.toEqual([0xc0, 0x60, 0x30]);
  expectNear(pixel(await small(wide), 9, 9), [0xc0, 0x60, 0x30], 3);
});

test('decodeImage() decodes the first frame of an animation and counts the others', async () => {
  const frames = Buffer.concat([0, 100, 200].map((value) => Buffer.alloc(60 * 40 * 3, value)));
  const raw = { width: 60, height: 120, channels: 3, pageHeight: 40 } as const;
  for (const format of ['gif', 'webp'] as const) {
    const bytes = await sharp(frames, { raw }).toFormat(format).toBuffer();
    const decoded = await decodeImage(bytes, ['small256']);
    expect(decoded).toMatchObject({ format, width: 60, height: 40, frames: 3 });
    expectNear(pixel(decoded.rasters.small256, 30, 20), [0, 0, 0], 4);
  }
});

test('decodeImage() knows the format by content whatever it is called', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    const bytes = await sharp(picture).resize(64).toFormat(format).toBuffer();
    expect((await decodeImage(bytes, ['small256'])).format).toBe(format);
  }
});

const photos = dataFolder();

describe.skipIf(!photos)(`with real photos ${withoutData}`, () => {
  const read = (name: string) => readFileSync(join(photos ?? '', 'pdq', name));

  test('decodeImage() turns a photo upright by its EXIF orientation', async () => {
    for (const orientation of [1, 3, 6, 8]) {
      const bytes = read(`exif-rotn-${orientation}.jpg`);
      const upright = sharp(bytes).autoOrient().resize(256, 256, { fit: 'inside' }).raw();
      const expected = await upright.toBuffer({ resolveWithObject: true });
      const { rasters, width, height } = await decodeImage(bytes, ['small256', 'square224']);
      expect(width > height).toBe(orientation < 5);
      expect(rasters.small256).toMatchObject({
        width: expected.info.width,
        height: expected.info.height,
      });
      expect(meanDifference(rasters.small256?.data ?? [], expected.data)).toBeLessThan(4);
    }
  });

  test('decodeImage() makes a raster the same whether or not others are wanted', async () => {
    const bytes = read('bridge-1-original.jpg');
    const alone = (await decodeImage(bytes, ['square224'])).rasters.square224;
    const among = (await decodeImage(bytes, everyRaster)).rasters.square224;
    expect(meanDifference(alone?.data ?? [], among?.data ?? [])).toBeLessThan(3);
  });
});

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / a.length;
}
