import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import type { SignalValue, SignalValues } from '../../src/contracts/values.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { imageQuality } from '../../src/signals/image-quality.ts';
import { dataFolder, withoutData } from '../fixtures/data.ts';
import { openmojiPicture } from '../fixtures/openmoji.ts';
import { unitOf, withoutTools } from '../fixtures/unit.ts';

type Quality = SignalValue<'image_quality'>;
type Measure = keyof Quality;

async function qualityOf(bytes: Uint8Array, signals: SignalValues = {}): Promise<Quality> {
  const { width, height, rasters } = await decodeImage(bytes, ['small256', 'view1280']);
  const unit = unitOf(rasters, { width, height, signals });
  const outcome = await imageQuality.extract?.(unit, withoutTools);
  if (outcome?.status !== 'ok') throw new Error('expected a quality');
  return imageQuality.schema.parse(outcome.value);
}

/** The measure of each picture in turn. */
async function series(measure: Measure, pictures: readonly Promise<Buffer>[]): Promise<number[]> {
  const values: number[] = [];
  for (const picture of pictures) values.push((await qualityOf(await picture))[measure]);
  return values;
}

function expectFalling(values: readonly number[]): void {
  values.slice(1).forEach((value, at) => expect(value).toBeLessThan((values[at] ?? 0) + 0.005));
  expect(values[0]).toBeGreaterThan((values.at(-1) ?? 1) + 0.1);
}

const flat = (background: string, width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background } });

test('image_quality of an empty page is 0 for its score and 1 for blank', async () => {
  const page = await qualityOf(await flat('#ffffff').png().toBuffer());
  expect(page).toMatchObject({ blank: 1, score: 0, sharpness: 0, contrast: 0, border: 0 });
});

test('image_quality gives resolution by the shorter side, a quarter for each doubling', async () => {
  const pictures = [64, 128, 512, 2048].map((side) =>
    flat('#808080', side * 2, side)
      .png()
      .toBuffer(),
  );
  expect(await series('resolution', pictures)).toEqual([0, 0.25, 0.75, 1]);
});

test('image_quality takes the share of text from ocr and lowers the score by it', async () => {
  const drawing = await openmojiPicture('1F34E');
  const ocr = { text: 'sale', lines: [], area: 0.4 };
  const [clean, covered] = [await qualityOf(drawing), await qualityOf(drawing, { ocr })];
  expect([clean.textOverlay, covered.textOverlay]).toEqual([0, 0.4]);
  expect(covered.score).toBeLessThan(clean.score);
});

test('image_quality abstains without a picture', async () => {
  expect(await imageQuality.extract?.(unitOf(undefined), withoutTools)).toMatchObject({
    status: 'abstained',
  });
});

test('image_quality finds nothing wrong with a clean drawing on white', async () => {
  for (const hexcode of ['1F34E', '1F600', '1F697', '2603']) {
    const quality = await qualityOf(await openmojiPicture(hexcode, 1024));
    expect(quality.border).toBe(0);
    expect(quality.noise).toBeLessThan(0.05);
    expect(quality.sharpness).toBeGreaterThan(0.9);
    expect(quality.score).toBeGreaterThan(0.8);
  }
});

test('image_quality does not take horizontal stripes for blur', async () => {
  const data = Buffer.from(
    Array.from({ length: 300 * 300 }, (_, at) => (at % 6000 < 3000 ? 30 : 220)),
  );
  const stripes = sharp(data, { raw: { width: 300, height: 300, channels: 1 } });
  expect((await qualityOf(await stripes.png().toBuffer())).sharpness).toBeGreaterThan(0.9);
});

const data = dataFolder();

describe.skipIf(!data)(`with real photos ${withoutData}`, () => {
  const photos: Buffer[] = [];

  beforeAll(async () => {
    for (const file of ['pdq/bridge-1-original.jpg', 'pdq/exif-rotn-1.jpg']) {
      const bytes = readFileSync(join(data ?? '', file));
      photos.push(await sharp(bytes).autoOrient().resize(800).png().toBuffer());
    }
  });

  test('image_quality of a good photo is high', async () => {
    for (const photo of photos) {
      const quality = await qualityOf(photo);
      expect(quality.score).toBeGreaterThan(0.85);
      expect(quality).toMatchObject({ border: 0, textOverlay: 0 });
    }
  });

  test('image_quality gives less sharpness and score the more a photo is blurred', async () => {
    for (const photo of photos) {
      const blurred = [0, 1, 2, 3, 5].map((sigma) => blur(photo, sigma));
      expectFalling(await series('sharpness', blurred));
      expectFalling(await series('score', blurred));
    }
  });

  test('image_quality gives more noise the more a photo has', async () => {
    for (const photo of photos) {
      const noisy = [20, 12, 6, 0].map((deviation) => addNoise(photo, deviation));
      expectFalling(await series('noise', noisy));
    }
  });

  test('image_quality gives less exposure and contrast the darker a photo is', async () => {
    for (const photo of photos) {
      const dark = [1, 0.5, 0.25, 0.1].map((factor) =>
        sharp(photo).linear(factor, 0).png().toBuffer(),
      );
      expectFalling(await series('exposure', dark));
      expectFalling(await series('contrast', dark));
    }
  });

  test('image_quality gives less exposure the more a photo is blown out', async () => {
    for (const photo of photos) {
      const bright = [1, 1.8, 2.5].map((factor) => sharp(photo).linear(factor, 0).png().toBuffer());
      expectFalling(await series('exposure', bright));
    }
  });

  test('image_quality gives border as the share that bars and frames take', async () => {
    for (const photo of photos) {
      const { height } = await sharp(photo).metadata();
      for (const background of ['#000000', '#ffffff', '#3050a0']) {
        const bar = Math.round(height / 4);
        const boxed = sharp(photo).extend({ top: bar, bottom: bar, background });
        const quality = await qualityOf(await boxed.jpeg().toBuffer());
        expect(quality.border).toBeCloseTo(1 / 3, 1);
        const framed = sharp(photo).extend({
          top: 80,
          bottom: 80,
          left: 80,
          right: 80,
          background,
        });
        expect((await qualityOf(await framed.jpeg().toBuffer())).border).toBeGreaterThan(0.2);
        // What is inside the bars is measured as before.
        expect(quality.sharpness).toBeCloseTo((await qualityOf(photo)).sharpness, 0);
      }
    }
  });
});

function blur(photo: Buffer, sigma: number): Promise<Buffer> {
  return sigma === 0 ? Promise.resolve(photo) : sharp(photo).blur(sigma).png().toBuffer();
}

/** Gaussian noise of that deviation on every channel alike. */
async function addNoise(photo: Buffer, deviation: number): Promise<Buffer> {
  const random = seededRandom(3);
  const { data: pixels, info } = await sharp(photo).raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < pixels.length; at += info.channels) {
    const angle = 2 * Math.PI * random();
    const noise = deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(angle);
    for (let channel = at; channel < at + info.channels; channel += 1) {
      pixels[channel] = Math.min(255, Math.max(0, Math.round((pixels[channel] ?? 0) + noise)));
    }
  }
  return sharp(pixels, { raw: info }).png().toBuffer();
}
