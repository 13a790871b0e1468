import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutRandomly } from '../../../../bench/near-duplicates/cuttings.ts';
import { seededRandom } from '../../../../src/base/random.ts';
import { decodeImage } from '../../../../src/media/image/decode.ts';
import {
  compareViews,
  bestAgreement,
} from '../../../../src/signals/near-duplicates/cutting/compare.ts';
import { viewOf, type View } from '../../../../src/signals/near-duplicates/cutting/view.ts';
import { rasterOf } from '../../../../src/signals/vision/raster-of.ts';
import { dataFolder, withoutData } from '../../../fixtures/data.ts';
import { openmojiPicture } from '../../../fixtures/openmoji.ts';

const data = dataFolder();

async function view(bytes: Uint8Array): Promise<View> {
  const { rasters } = await decodeImage(bytes, ['small256']);
  return viewOf(rasterOf(rasters, 'small256'));
}

const emoji = async (hexcode: string) => view(await openmojiPicture(hexcode));

describe('compareViews()', () => {
  test('finds random cuttings of drawings, mirrored or not, either way round', async () => {
    const random = seededRandom(5);
    for (const hexcode of ['1F34E', '1F98A', '1F697', '1F3B8', '1F63A', '1F3E0']) {
      const whole = await openmojiPicture(hexcode);
      const cutting = await cutRandomly(whole, random);
      const [a, b] = await Promise.all([view(whole), view(cutting.bytes)]);
      expect([hexcode, compareViews(a, b).isCutting, compareViews(b, a).isCutting]).toEqual([
        hexcode,
        true,
        true,
      ]);
    }
  });

  test('tells drawings apart that differ in a detail or in colour alone', async () => {
    const alike = [
      ['1F550', '1F553'],
      ['1F600', '1F603'],
      ['1F600', '1F604'],
      ['1F534', '1F535'],
      ['2764', '1F49A'],
      ['1F4D7', '1F4D8'],
    ];
    for (const [a = '', b = ''] of alike) {
      expect([a, b, compareViews(await emoji(a), await emoji(b)).isCutting]).toEqual([a, b, false]);
    }
  });

  test('says no of pictures of nothing', async () => {
    const raster = { width: 64, height: 48, channels: 3 as const, data: new Uint8Array(9216) };
    const [black, white] = [
      viewOf(raster),
      viewOf({ ...raster, data: raster.data.map(() => 255) }),
    ];
    expect([compareViews(black, black).isCutting, compareViews(black, white).isCutting]).toEqual([
      false,
      false,
    ]);
    expect(compareViews(black, await emoji('1F34E')).isCutting).toBe(false);
  });

  test('says no of pictures too narrow to lie on each other', async () => {
    const raster = {
      width: 256,
      height: 1,
      channels: 1 as const,
      data: new Uint8Array(256).fill(9),
    };
    const tall = { ...raster, width: 1, height: 256 };
    expect(compareViews(viewOf(raster), viewOf(tall)).isCutting).toBe(false);
    expect(compareViews(viewOf(raster), await emoji('1F34E')).isCutting).toBe(false);
  });

  test.skipIf(data === undefined)(
    `finds cuttings of photos of at least 80 % and no two photos alike ${withoutData}`,
    async () => {
      const random = seededRandom(9);
      const folder = join(data ?? '', 'clothing', 't-shirt');
      const files = (await readdir(folder)).toSorted().slice(0, 10);
      const wholes: View[] = [];
      let [found, cut] = [0, 0];
      for (const file of files) {
        const bytes = await readFile(join(folder, file));
        const whole = await view(bytes);
        wholes.push(whole);
        const cutting = await cutRandomly(bytes, random);
        if (cutting.area < 0.8) continue;
        cut += 1;
        if (compareViews(whole, await view(cutting.bytes)).isCutting) found += 1;
      }
      expect(found).toBe(cut);
      for (const [at, a] of wholes.entries()) {
        for (const b of wholes.slice(at + 1)) expect(compareViews(a, b).isCutting).toBe(false);
      }
    },
  );
});

describe('bestAgreement()', () => {
  test('places a cutting where it was cut, to a percent of the picture', async () => {
    const random = seededRandom(2);
    const whole = await openmojiPicture('1F98A');
    let cutting = await cutRandomly(whole, random);
    while (cutting.mirrored) cutting = await cutRandomly(whole, random);
    const agreement = bestAgreement(await view(cutting.bytes), await view(whole));
    expect(agreement?.overlap).toBeCloseTo(cutting.area, 1);
    expect(Math.abs((agreement?.overlap ?? 0) - cutting.area)).toBeLessThan(0.01);
    expect(agreement?.correlation).toBeGreaterThan(0.98);
  });
});
