import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Raster } from '../../src/contracts/raster.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { perceptualHash } from '../../src/signals/perceptual-hash.ts';
import { hammingDistance, parseHash } from '../../src/signals/perceptual-hash/distance.ts';
import { dihedralHashes, orientations } from '../../src/signals/perceptual-hash/dihedral.ts';
import { pdqOf } from '../../src/signals/perceptual-hash/pdq.ts';
import { dataFolder, withoutData } from '../fixtures/data.ts';
import { unitOf, withoutTools } from '../fixtures/unit.ts';

const data = dataFolder();

async function rasterOf(bytes: Uint8Array): Promise<Raster> {
  const { hash512 } = (await decodeImage(bytes, ['hash512'])).rasters;
  if (!hash512) throw new Error('expected hash512');
  return hash512;
}

const distance = (a: string, b: string) => hammingDistance(parseHash(a), parseHash(b));

test('perceptual_hash abstains when the picture is too small to hash', async () => {
  const raster: Raster = { width: 4, height: 90, channels: 3, data: new Uint8Array(4 * 90 * 3) };
  const outcome = await perceptualHash.extract?.(unitOf({ hash512: raster }), withoutTools);
  expect(outcome).toMatchObject({ status: 'abstained' });
});

test('pdqOf() gives quality 0 to one flat colour', () => {
  const raster: Raster = { width: 90, height: 90, channels: 1, data: new Uint8Array(8100).fill(9) };
  expect(pdqOf(raster)?.quality).toBe(0);
});

// Sampling a block off its centre keeps a turned hash from being exact: the reference differs too.
describe.skipIf(!data)(`with the reference's photos ${withoutData}`, () => {
  const folder = join(data ?? '', 'pdq');
  const read = (name: string) => readFileSync(join(folder, name));
  const expected = () =>
    readFileSync(join(folder, 'expected.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));

  // Hashes of the regression test of Meta's ThreatExchange, folder pdq.
  test('perceptual_hash is at most 2 bits from the reference when quality is 80 or more', async () => {
    let compared = 0;
    for (const [file = '', hash = ''] of expected()) {
      const { rasters } = await decodeImage(read(file), ['hash512', 'view1280', 'square512']);
      const outcome = await perceptualHash.extract?.(unitOf(rasters), withoutTools);
      if (outcome?.status !== 'ok') throw new Error(`expected a hash of ${file}`);
      if (outcome.value.quality < 80) continue;
      expect(distance(outcome.value.hash, hash)).toBeLessThanOrEqual(2);
      compared += 1;
    }
    expect(compared).toBe(5);
  });

  test('perceptual_hash of changed copies is within 31 bits of the original', async () => {
    const original = pdqOf(await rasterOf(read('bridge-mods/aaa-orig.jpg')))?.hash ?? '';
    for (const copy of ['blur-a-little', 'sharpen-a-little', 'high-saturation', 'shrink-a-lot']) {
      const hash = pdqOf(await rasterOf(read(`bridge-mods/${copy}.jpg`)))?.hash ?? '';
      expect(distance(original, hash)).toBeLessThanOrEqual(31);
    }
    const other = pdqOf(await rasterOf(read('q0122.jpg')))?.hash ?? '';
    expect(distance(original, other)).toBeGreaterThan(90);
  });

  test('dihedralHashes() foretells the hashes of the turned pictures of the reference', async () => {
    const hashes = dihedralHashes(await rasterOf(read('bridge-1-original.jpg')));
    const turned = Object.fromEntries(expected());
    for (const [orientation, file] of [
      ['rotate90', 'bridge-2-rotate-90.jpg'],
      ['rotate180', 'bridge-3-rotate-180.jpg'],
      ['rotate270', 'bridge-4-rotate-270.jpg'],
    ] as const) {
      expect(distance(hashes?.[orientation] ?? '', turned[file] ?? '')).toBeLessThan(20);
    }
  });

  test('dihedralHashes() is well within a match of the hash of each turned picture', async () => {
    const bytes = read('bridge-1-original.jpg');
    const hashes = dihedralHashes(await rasterOf(bytes));
    const turn = (degrees: number) => sharp(bytes).rotate(degrees).png().toBuffer();
    const pictures = {
      original: bytes,
      rotate90: await turn(-90),
      rotate180: await turn(180),
      rotate270: await turn(90),
      flipVertical: await sharp(bytes).flip().png().toBuffer(),
      flipHorizontal: await sharp(bytes).flop().png().toBuffer(),
      transpose: await sharp(await turn(-90))
        .flip()
        .png()
        .toBuffer(),
      antiTranspose: await sharp(await turn(90))
        .flip()
        .png()
        .toBuffer(),
    };
    for (const orientation of orientations) {
      const hash = pdqOf(await rasterOf(pictures[orientation]))?.hash ?? '';
      expect(distance(hash, hashes?.[orientation] ?? '')).toBeLessThan(20);
    }
  });
});
