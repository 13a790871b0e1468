import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { clusterNearDuplicates } from '../../../src/extraction/cluster/cluster.ts';
import compare from '../../../src/extraction/cluster/compare-worker.ts';
import type { EdgeWork } from '../../../src/extraction/cluster/edge-work.ts';
import match from '../../../src/extraction/cluster/match-worker.ts';
import { removeItems } from '../../../src/extraction/remove-items.ts';
import type { Stores } from '../../../src/extraction/stores.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { clustersOf, putItem, putPictures } from '../../fixtures/catalogue-of-pictures.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

const data = dataFolder();

let installation: Installation;
beforeEach(async () => {
  installation = await openInstallation();
});
afterEach(() => installation.close());

/** The same work without threads, which take seconds to begin where TypeScript is loaded anew. */
const inThisThread = (): EdgeWork => ({ match, compare, close: async () => {} });

const random = seededRandom(11);

function randomHash(): string {
  const digits = Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16));
  return digits.join('');
}

/** The hash with its first bits turned over. */
function withBitsFlipped(hash: string, bits: number): string {
  const all = 1n << BigInt(bits);
  return (BigInt(`0x${hash}`) ^ (all - 1n)).toString(16).padStart(64, '0');
}

/** An item of one picture that has nothing but a hash. */
async function putHash(id: string, hash: string, asset = id): Promise<void> {
  const digest = Buffer.from(asset).toString('hex').padEnd(64, '0');
  const value = { hash, quality: 100 };
  const assets = [{ digest, medium: 'image' as const, sizeBytes: 1, origin: id }];
  await putItem(installation, id, assets, [{ part: '', hash: value }]);
}

/** Items in a row, each near the one before and after and no other. */
async function putChain(ids: readonly string[], from = randomHash()): Promise<void> {
  for (const [at, id] of ids.entries()) await putHash(id, withBitsFlipped(from, at * 20));
}

async function valueOf(id: string) {
  const table = await tableOf(installation.signals, 'near_duplicates@1');
  const [record] = await table.recordsOf([id]);
  return record?.value;
}

describe('clusterNearDuplicates()', () => {
  test('makes the same clusters of items that come at once and one by one', async () => {
    const chains = ['abcde', 'fgh'].map((names) => names.split(''));
    const starts = chains.map(() => randomHash());
    for (const [at, chain] of chains.entries()) await putChain(chain, starts[at]);
    await clusterNearDuplicates(installation, inThisThread);
    const atOnce = await clustersOf(installation);
    expect(atOnce).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
      ['f', 'g', 'h'],
    ]);

    await removeItems(chains.flat(), installation);
    for (const id of 'hcaebgdf'.split('')) {
      const chain = chains.findIndex((names) => names.includes(id));
      const at = chains[chain]?.indexOf(id) ?? 0;
      await putHash(id, withBitsFlipped(starts[chain] ?? '', at * 20));
      await clusterNearDuplicates(installation, inThisThread);
    }
    expect(await clustersOf(installation)).toEqual(atOnce);
  });

  test('makes anew the clusters that removed items leave behind, with nothing else changed', async () => {
    await putChain('abcdef'.split(''));
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
    await removeItems(['b'], installation);
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([['c', 'd', 'e']]);
    await removeItems(['c', 'd', 'e'], installation);
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([]);
  });

  test('takes an item whose picture changed out of its cluster, and the rest stays one', async () => {
    const hash = randomHash();
    for (const [at, id] of ['a', 'b', 'c'].entries()) await putHash(id, withBitsFlipped(hash, at));
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([['a', 'b', 'c']]);
    await putHash('a', randomHash(), 'another file');
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([['b', 'c']]);
    expect(await valueOf('b')).toEqual({ cluster: 'b', size: 2, decidedBy: 'first', distance: 0 });
  });

  test('counts items of the same file as copies, and one less when one of them goes', async () => {
    const hash = randomHash();
    for (const id of ['a', 'b', 'c']) await putHash(id, hash, 'one file');
    await clusterNearDuplicates(installation, inThisThread);
    expect(await valueOf('c')).toEqual({ cluster: 'a', size: 3, decidedBy: 'hash', distance: 0 });
    await removeItems(['a'], installation);
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([['b', 'c']]);
  });

  test('says of a text that it has no near-duplicates, and does nothing the second time', async () => {
    await putItem(installation, 'text', [], []);
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([]);
    const failing = breaking(installation, () => {
      throw new Error('nothing was to be written');
    });
    await clusterNearDuplicates(failing, inThisThread);
  });

  test.each(['before', 'after'] as const)(
    'comes to the same end when it is cut off %s it wrote the signal',
    async (when) => {
      await putChain('abcdef'.split(''));
      await clusterNearDuplicates(installation, inThisThread);
      await removeItems(['a'], installation);
      await putHash('d', randomHash(), 'another file');
      const cut = () => {
        throw new Error('cut off');
      };
      await expect(
        clusterNearDuplicates(
          breaking(installation, when === 'before' ? cut : () => {}, cut),
          inThisThread,
        ),
      ).rejects.toThrow('cut off');
      await clusterNearDuplicates(installation, inThisThread);
      expect(await clustersOf(installation)).toEqual([
        ['b', 'c'],
        ['e', 'f'],
      ]);
    },
  );

  test('ties videos by most of their keyframes, not by one that they share', async () => {
    const [card, dog, cat, bird] = [randomHash(), randomHash(), randomHash(), randomHash()];
    const putVideo = async (id: string, frames: readonly string[]) => {
      const digest = Buffer.from(id).toString('hex').padEnd(64, '0');
      const keyframes = frames.map((hash, at) => ({ part: `k${at}`, hash: { hash, quality: 90 } }));
      const whole = { part: '', hash: { hash: frames[0] ?? '', quality: 90 } };
      const assets = [{ digest, medium: 'video' as const, sizeBytes: 1, origin: id }];
      await putItem(installation, id, assets, [whole, ...keyframes]);
    };
    await putVideo('of dogs', [card, dog]);
    await putVideo('of cats', [card, cat, randomHash()]);
    await putVideo('of cats, shorter', [withBitsFlipped(card, 9), withBitsFlipped(cat, 9)]);
    await putVideo('of birds', [card, bird]);
    await clusterNearDuplicates(installation, inThisThread);
    expect(await clustersOf(installation)).toEqual([['of cats', 'of cats, shorter']]);
  });

  test.skipIf(data === undefined)(
    `puts all edited and turned copies, and a cutting, with their photo and nothing else ${withoutData}`,
    async () => {
      const root = data ?? '';
      const edited = (await readdir(join(root, 'pdq', 'bridge-mods'))).map(
        (name) => `bridge-mods/${name}`,
      );
      const turned = [2, 3, 4].map((turn) => `bridge-${turn}-rotate-${(turn - 1) * 90}.jpg`);
      const bridge = [...edited, ...turned].toSorted();
      const photos = await Promise.all(
        ['dress', 'hat', 'shirt', 'shoes'].map(async (folder) => {
          const [first = ''] = (await readdir(join(root, 'clothing', folder))).toSorted();
          return join('clothing', folder, first);
        }),
      );
      for (const name of bridge) await putPictures(installation, name, [join(root, 'pdq', name)]);
      await clusterNearDuplicates(installation);
      expect(await clustersOf(installation)).toEqual([bridge]);

      for (const name of photos) await putPictures(installation, name, [join(root, name)]);
      const [photo = ''] = photos;
      await putPictures(installation, 'cutting', [await cutOut(join(root, photo))]);
      await clusterNearDuplicates(installation);
      expect(await clustersOf(installation)).toEqual([bridge, [photo, 'cutting']]);
      const centre = [photo, 'cutting'].toSorted()[0];
      const tied = await valueOf(centre === photo ? 'cutting' : photo);
      expect(tied).toMatchObject({ cluster: centre, size: 2, decidedBy: 'embedding' });
    },
  );
});

/** 80 % of the area of a photo, mirrored, smaller, and compressed anew. */
async function cutOut(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  const { width, height } = (await sharp(bytes).metadata()).autoOrient;
  const share = Math.sqrt(0.8);
  const size = { width: Math.round(width * share), height: Math.round(height * share) };
  return sharp(bytes)
    .autoOrient()
    .extract({ left: Math.round((width - size.width) / 3), top: height - size.height, ...size })
    .flop()
    .resize(Math.round(size.width * 0.7))
    .jpeg({ quality: 75 })
    .toBuffer();
}

/** Stores whose table of near-duplicates does more before and after it writes. */
function breaking(stores: Installation, before: () => void, after = before): Stores {
  return {
    ...stores,
    signals: {
      ...stores.signals,
      async table(name, version) {
        const table = await stores.signals.table(name, version);
        if (name !== 'near_duplicates') return table;
        return {
          ...table,
          async replace(items, records) {
            before();
            await table.replace(items, records);
            after();
          },
        };
      },
    },
  };
}
