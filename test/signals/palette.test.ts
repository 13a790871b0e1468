import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { SignalValue } from '../../src/contracts/values.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { palette } from '../../src/signals/palette.ts';
import { dataFolder, withoutData } from '../fixtures/data.ts';
import { openmojiPicture } from '../fixtures/openmoji.ts';
import { unitOf, withoutTools } from '../fixtures/unit.ts';

async function paletteOf(bytes: Uint8Array): Promise<SignalValue<'palette'>> {
  const { rasters } = await decodeImage(bytes, ['small256']);
  const outcome = await palette.extract?.(unitOf(rasters), withoutTools);
  if (outcome?.status !== 'ok') throw new Error('expected a palette');
  return palette.schema.parse(outcome.value);
}

test('palette gives the colours of flat areas with their shares, largest first', async () => {
  const band = (height: number, background: string) =>
    ({ create: { width: 200, height, channels: 3, background } }) as const;
  const flag = await sharp(band(100, '#0000ff'))
    .composite([
      { input: band(60, '#d01010'), left: 0, top: 0 },
      { input: band(10, '#ffe000'), left: 0, top: 60 },
    ])
    .png()
    .toBuffer();
  const { colours } = await paletteOf(flag);
  expect(colours.map(({ name }) => name)).toEqual(['red', 'bright blue', 'yellow']);
  [0.6, 0.3, 0.1].forEach((share, at) => expect(colours[at]?.share).toBeCloseTo(share, 1));
});

test('palette of one colour is that colour', async () => {
  const create = { width: 50, height: 50, channels: 3, background: '#3366cc' } as const;
  const { colours } = await paletteOf(await sharp({ create }).png().toBuffer());
  expect(colours).toEqual([expect.objectContaining({ hex: '#3366cc', name: 'blue', share: 1 })]);
});

test('palette puts the white under a transparent drawing last', async () => {
  const { colours } = await paletteOf(await openmojiPicture('1F34E'));
  expect(colours[0]?.name).toMatch(/red/);
  expect(colours.at(-1)).toMatchObject({ name: 'white' });
  expect(colours.at(-1)?.share).toBeGreaterThan(colours[0]?.share ?? 1);
});

test('palette abstains without a picture', async () => {
  expect(await palette.extract?.(unitOf(undefined), withoutTools)).toMatchObject({
    status: 'abstained',
  });
});

const data = dataFolder();

describe.skipIf(!data)(`with real photos ${withoutData}`, () => {
  test('palette is the same each time, of distinct colours whose shares sum to at most 1', async () => {
    const folder = join(data ?? '', 'clothing', 't-shirt');
    for (const file of readdirSync(folder).slice(0, 8)) {
      const bytes = readFileSync(join(folder, file));
      const value = await paletteOf(bytes);
      expect(await paletteOf(bytes)).toEqual(value);
      const total = value.colours.reduce((sum, { share }) => sum + share, 0);
      expect(total).toBeLessThanOrEqual(1 + 1e-9);
      expect(total).toBeGreaterThan(0.8);
      expect(new Set(value.colours.map(({ hex }) => hex)).size).toBe(value.colours.length);
    }
  });
});
