import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readAsset } from '../../../src/ingest/fetch/read-asset.ts';
import { openSource } from '../../../src/ingest/sources.ts';
import { listing } from '../../fixtures/listing.ts';

test('openSource() takes a fair 600 of OpenMoji, the same each time', async () => {
  const { items, problems, ids } = await listing('openmoji');
  expect(problems).toEqual([]);
  expect(ids.length).toBe(600);
  expect(new Set(ids).size).toBe(600);
  expect((await listing('openmoji')).ids).toEqual(ids);
  const all = (await listing('openmoji', { all: true })).items;
  expect(all.length).toBe(4495);
  const subgroups = (entries: typeof items) =>
    new Set(
      entries.map(({ attributes }) => `${String(attributes.group)}/${String(attributes.subgroup)}`),
    );
  expect(subgroups(items)).toEqual(subgroups(all));
  const groups = (entries: typeof items) =>
    new Set(entries.map(({ attributes }) => attributes.group));
  expect(groups(items.slice(0, 60)).size).toBeGreaterThanOrEqual(11);
  expect(items.filter(({ attributes }) => attributes.skintone !== undefined).length).toBe(60);
});

test('openSource() rasterises OpenMoji on white at 618 pixels', async () => {
  const { items } = await listing('openmoji', { all: true });
  const grinning = items.find((item) => item.id === 'openmoji/1F600');
  expect(grinning).toMatchObject({
    text: { title: 'grinning face', tags: expect.arrayContaining(['smile', 'teeth']) },
    attributes: { emoji: '😀', group: 'smileys-emotion', subgroup: 'face-smiling' },
  });
  const [asset] = grinning?.assets ?? [];
  if (asset?.kind !== 'bytes') throw new Error('expected bytes');
  const { data, info } = await sharp(await readAsset(asset))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 618, height: 618, channels: 3 });
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
  // The face is the yellow of OpenMoji's palette, #fcea2b.
  const cheek = 3 * (309 * 618 + 309);
  expect([...data.subarray(cheek, cheek + 3)]).toEqual([0xfc, 0xea, 0x2b]);
});

const installed = existsSync('/usr/share/tuxpaint/stamps');

test.runIf(installed)(
  'openSource() reads the stamps with captions in their languages',
  async () => {
    const { items, problems } = await listing('tuxpaint');
    expect(problems).toEqual([]);
    expect(items.length).toBeGreaterThan(900);
    const quarter = items.find(
      (item) => item.id === 'tuxpaint/symbols/money/us/coins/025quarter.png',
    );
    expect(quarter).toMatchObject({
      text: { title: 'A US 25 cent piece ($.25) called a quarter.' },
      attributes: {
        category: 'symbols',
        folder: 'symbols/money/us/coins',
        'caption.ja': 'アメリカの２５セント（クォーター）',
      },
    });
    const drawn = items.find(({ assets: [asset] }) => asset?.kind === 'bytes')?.assets[0];
    if (drawn?.kind !== 'bytes') throw new Error('expected a rasterised stamp');
    const { width, height } = await sharp(await readAsset(drawn)).metadata();
    expect(Math.max(width, height)).toBe(618);
  },
);

test.skipIf(installed)('openSource() says how to install the stamps', async () => {
  await expect(openSource('tuxpaint')).rejects.toMatchObject({
    code: 'tuxpaint-not-installed',
    message: expect.stringContaining('apt-get install tuxpaint-stamps-default'),
  });
});
