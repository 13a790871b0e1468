import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/base/digest.ts';
import { seededRandom } from '../../../src/base/random.ts';
import type { Home } from '../../../src/base/home.ts';
import type { RasterName } from '../../../src/contracts/raster.ts';
import { openPools, type ExtractionPools } from '../../../src/extraction/workers/pools.ts';
import { makeHome } from '../../fixtures/home.ts';

let home: Home;
let pools: ExtractionPools;
beforeAll(async () => {
  home = await makeHome();
  pools = openPools(home, 1);
});
afterAll(async () => {
  await pools.close();
  await rm(home.root, { recursive: true });
});

const unit = { item: { id: 'a', text: { tags: [] }, attributes: {} }, part: '', known: {} };

async function noisePicture(width: number, height: number): Promise<Buffer> {
  const random = seededRandom(3);
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => random() * 256));
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

describe('decode()', () => {
  test('gives the same pixels of a raster whatever else is asked for', async () => {
    const bytes = await noisePicture(1500, 900);
    const names: RasterName[] = ['square224', 'square512', 'hash512', 'small256', 'view1280'];
    const digestsOf = async (wanted: RasterName[]) => {
      const answer = await pools.decode({
        picture: { bytes },
        wanted,
        signals: [],
        recipes: [],
        unit,
      });
      if (!answer.ok) throw new Error(answer.message);
      return wanted.map((name) => digestOf(answer.rasters[name]?.data ?? ''));
    };
    const together = await digestsOf(names);
    expect(new Set(together).size).toBe(names.length);
    const alone = [];
    for (const name of names) alone.push(...(await digestsOf([name])));
    expect(alone).toEqual(together);
  });

  test('gives the reason as a value when the bytes are no picture', async () => {
    const picture = { bytes: Buffer.from('no picture') };
    const answer = await pools.decode({
      picture,
      wanted: ['square224'],
      signals: [],
      recipes: [],
      unit,
    });
    expect(answer).toMatchObject({ ok: false, code: expect.stringMatching(/^[a-z-]+$/) });
  });
});

describe('close()', () => {
  test('rejects what it cuts off, so that nothing is taken for a failure of the item', async () => {
    const closing = openPools(home, 1);
    const picture = { bytes: await noisePicture(600, 600) };
    const cutOff = [
      closing.decode({ picture, wanted: ['square224'], signals: [], recipes: [], unit }),
      closing.infer({ unit, signals: ['text_embedding@1'], recipes: [] }),
    ].map((task) => expect(task).rejects.toThrow());
    await closing.close();
    await Promise.all(cutOff);
  });
});
