import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Raster } from '../../../src/contracts/raster.ts';
import { ocrValue, type SignalValue } from '../../../src/contracts/values.ts';
import type { Tools } from '../../../src/signals/definition.ts';
import { ocr } from '../../../src/signals/ocr.ts';
import { drawText, hasFonts, turnRaster } from '../../fixtures/drawn-text.ts';
import { testModel } from '../../fixtures/models.ts';
import { unitOf } from '../../fixtures/unit.ts';

const tools: Tools = { model: testModel, once: (_key, compute) => compute() };

async function read(raster: Raster): Promise<SignalValue<'ocr'>> {
  const outcome = await ocr.extract?.(unitOf({ view1280: raster }), tools);
  if (outcome?.status !== 'ok') throw new Error(`expected text, got ${JSON.stringify(outcome)}`);
  return ocrValue.parse(outcome.value);
}

/** The tight box of everything that is not white. */
async function inkOf({ width, height, data }: Raster) {
  const { info } = await sharp(data, { raw: { width, height, channels: 3 } })
    .trim({ background: '#ffffff', threshold: 40 })
    .toBuffer({ resolveWithObject: true });
  const x = -(info.trimOffsetLeft ?? 0);
  const y = -(info.trimOffsetTop ?? 0);
  return { x0: x, y0: y, x1: x + info.width, y1: y + info.height };
}

const label = { text: 'Organic cotton 2024', x: 90, y: 200, size: 40 };

describe.skipIf(!(await hasFonts()))('ocr (skipped where no font is installed)', () => {
  let raster: Raster;
  beforeAll(async () => {
    raster = await drawText(700, 400, [label]);
  });

  test('ocr reads a line exactly and near its place when it is drawn plainly', async () => {
    const { text, lines, area } = await read(raster);
    expect(text).toBe(label.text);
    expect(lines[0]?.confidence).toBeGreaterThan(0.9);
    const quad = lines[0]?.quad ?? [];
    const xs = quad.filter((_, index) => index % 2 === 0).map((x) => x * raster.width);
    const ys = quad.filter((_, index) => index % 2 === 1).map((y) => y * raster.height);
    const box = {
      x0: Math.min(...xs),
      y0: Math.min(...ys),
      x1: Math.max(...xs),
      y1: Math.max(...ys),
    };
    expect(intersectionOverUnion(box, await inkOf(raster))).toBeGreaterThan(0.6);
    expect(area).toBeGreaterThan(0.03);
    expect(area).toBeLessThan(0.15);
  });

  test.each([90, 180, 270])(
    'ocr reads a line and says where it starts when turned by %i°',
    async (degrees) => {
      const { text, lines } = await read(await turnRaster(raster, degrees));
      expect(text).toBe(label.text);
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = lines[0]?.quad ?? [];
      const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
      expect(Math.cos(((angle - degrees) * Math.PI) / 180)).toBeGreaterThan(0.9);
    },
  );

  test('ocr reads a slanted line when it is turned by 20°', async () => {
    expect((await read(await turnRaster(raster, 20))).text).toBe(label.text);
  });

  test('ocr reads one column after the other when there are two', async () => {
    const columns = ['apple', 'banana', 'cherry', 'winter', 'spring', 'summer'].map(
      (text, index) => ({
        text,
        x: index < 3 ? 60 : 500,
        y: 120 + (index % 3) * 60,
        size: 34,
      }),
    );
    const { text } = await read(await drawText(800, 400, columns));
    expect(text).toBe('apple\nbanana\ncherry\nwinter\nspring\nsummer');
  });

  test('ocr finds small and very large text when both are on a large picture', async () => {
    const { lines } = await read(
      await drawText(1280, 1280, [
        { text: 'SALE', x: 150, y: 500, size: 300 },
        { text: 'wash at thirty degrees', x: 820, y: 1200, size: 16 },
      ]),
    );
    expect(lines.map(({ text }) => text)).toEqual(['SALE', 'wash at thirty degrees']);
  });
});

test('ocr abstains when a picture is blank or of one pixel', async () => {
  for (const side of [1, 640]) {
    const white = {
      width: side,
      height: side,
      channels: 3 as const,
      data: new Uint8Array(side * side * 3).fill(255),
    };
    expect(await ocr.extract?.(unitOf({ view1280: white }), tools)).toEqual({
      status: 'abstained',
      reason: 'no text found',
    });
  }
});

test('ocr abstains when there is no picture', async () => {
  expect(await ocr.extract?.(unitOf(undefined), tools)).toEqual({
    status: 'abstained',
    reason: 'no picture',
  });
});

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0));
  const height = Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));
  const area = (box: Box) => (box.x1 - box.x0) * (box.y1 - box.y0);
  return (width * height) / (area(a) + area(b) - width * height);
}
