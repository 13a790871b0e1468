import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/base/digest.ts';
import { clusterNearDuplicates } from '../../../src/extraction/cluster/cluster.ts';
import compare from '../../../src/extraction/cluster/compare-worker.ts';
import match from '../../../src/extraction/cluster/match-worker.ts';
import { heldPicture } from '../../../src/extraction/online/content.ts';
import type { OnlineExtraction } from '../../../src/extraction/online/online.ts';
import { removeItems } from '../../../src/extraction/remove-items.ts';
import { readVersions } from '../../../src/extraction/versions/versions.ts';
import { openVectorIndexes } from '../../../src/retrieval/indexes/vector-indexes.ts';
import { decodeImage } from '../../../src/media/image/decode.ts';
import { embedImage } from '../../../src/signals/image-embedding/embed-image.ts';
import { pdqOf } from '../../../src/signals/perceptual-hash/pdq.ts';
import { askedByItem, askedByPictures } from '../../../src/surfaces/duplicates/asked-content.ts';
import {
  openDuplicateChecker,
  type DuplicateChecker,
} from '../../../src/surfaces/duplicates/checker.ts';
import { clothingPhotos } from '../../fixtures/catalogue.ts';
import { clustersOf, putPictures } from '../../fixtures/catalogue-of-pictures.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { testModel } from '../../fixtures/models.ts';

const data = dataFolder() ?? '';
const copies = join(data, 'pdq', 'bridge-mods');
const inThisThread = { match, compare, close: async () => {} };

/** Computes what a check asks for in this thread, by the code of a read. */
const online: Pick<OnlineExtraction, 'compute' | 'pools'> = {
  async compute({ content }) {
    const parts = await Promise.all(
      content.pictures.map(async ({ source }, at) => {
        const bytes = 'bytes' in source ? source.bytes : new Uint8Array();
        const { rasters } = await decodeImage(bytes, ['hash512', 'square224']);
        const hash = rasters.hash512 && pdqOf(rasters.hash512);
        const part = at === 0 ? '' : String(at);
        return {
          part,
          hash,
          embedding: await embedImage(rasters, 'features', { model: testModel }),
        };
      }),
    );
    const entryOf = (outcomes: readonly unknown[]) =>
      ({ entry: { outcomes, models: {} }, cached: 'no' }) as never;
    return {
      kind: 'answer',
      waitedMs: 0,
      values: new Map([
        [
          'perceptual_hash@1',
          entryOf(
            parts.flatMap(({ part, hash }) =>
              hash ? [{ part, outcome: { status: 'ok', value: hash } }] : [],
            ),
          ),
        ],
        [
          'image_embedding@1',
          entryOf(parts.map(({ part, embedding }) => ({ part, outcome: embedding }))),
        ],
      ]),
    };
  },
  get pools(): never {
    throw new TypeError('A check embeds no words.');
  },
};

describe.skipIf(data === '')(`openDuplicateChecker() ${withoutData}`, () => {
  let installation: Installation;
  let checker: DuplicateChecker;
  let close: () => Promise<void>;
  beforeEach(async () => {
    installation = await openInstallation();
    const indexes = openVectorIndexes({ ...installation, indexes: installation.home.indexes });
    checker = openDuplicateChecker({ ...installation, indexes }, () => inThisThread);
    close = async () => {
      await checker.close();
      await indexes.close();
      await installation.close();
    };
  });
  afterEach(() => close());

  const checkBytes = async (...pictures: readonly Uint8Array[]) => {
    const versions = await readVersions(installation.db);
    const held = pictures.map((bytes) => heldPicture(bytes, 'a picture'));
    const asking = { online, versions, deadline: performance.now() + 60_000 };
    const asked = await askedByPictures(held, asking, installation.db);
    return await checker.check(asked, { limit: 50, explain: true });
  };
  const membersOf = ({ cluster }: Awaited<ReturnType<typeof checkBytes>>) =>
    cluster?.items.map(({ id }) => id).toSorted();

  test('answers for the bytes of an item, and for its id, with the cluster that it is in', async () => {
    const names = (await readdir(copies)).toSorted();
    for (const name of names) await putPictures(installation, name, [join(copies, name)]);
    const [photo = ''] = await clothingPhotos(data, 1);
    await putPictures(installation, photo, [join(data, photo)]);
    await clusterNearDuplicates(installation, () => inThisThread);
    expect(await clustersOf(installation)).toEqual([names]);
    for (const name of names) {
      const found = await checkBytes(await readFile(join(copies, name)));
      expect(membersOf(found)).toEqual(names);
      expect(found.cluster?.id).toBe(found.cluster?.centre);
      expect(found.comparisons[0]).toMatchObject({ item: { id: name }, decidedBy: 'file' });
      const asked = await askedByItem(name, installation);
      const byItem = await checker.check(asked, { limit: 50 });
      expect(byItem.cluster).toMatchObject({
        id: found.cluster?.id,
        centre: found.cluster?.centre,
      });
      expect(membersOf(byItem)).toEqual(names.filter((other) => other !== name));
    }
    const alone = await checker.check(await askedByItem(photo, installation), { limit: 5 });
    expect(alone).toMatchObject({ isDuplicate: false, cluster: null });
    const sameFile = await checkBytes(await readFile(join(data, photo)));
    expect(sameFile).toMatchObject({ isDuplicate: true, cluster: { id: null, size: 1 } });
  }, 60_000);

  test('says of a picture that is not there the cluster that reading it then makes', async () => {
    const names = (await readdir(copies)).toSorted();
    for (const left of ['sharpen-a-lot.jpg', 'square-256x256.jpg', 'aaa-orig.jpg']) {
      await removeItems([left], installation);
      for (const name of names.filter((other) => other !== left)) {
        await putPictures(installation, name, [join(copies, name)]);
      }
      await clusterNearDuplicates(installation, () => inThisThread);
      const found = await checkBytes(await readFile(join(copies, left)));
      expect(found.isDuplicate).toBe(true);
      expect(found.comparisons.every(({ decidedBy }) => decidedBy === 'hash')).toBe(true);
      await putPictures(installation, left, [join(copies, left)]);
      await clusterNearDuplicates(installation, () => inThisThread);
      const made = (await clustersOf(installation)).find((cluster) => cluster.includes(left));
      expect(membersOf(found)).toEqual(made?.filter((id) => id !== left));
    }
  }, 60_000);

  test('tells of a cutting how the embedding and the pixels decided, and of a turned copy how it lies', async () => {
    const photos = await clothingPhotos(data, 8);
    for (const photo of photos) await putPictures(installation, photo, [join(data, photo)]);
    await clusterNearDuplicates(installation, () => inThisThread);
    const [photo = ''] = photos;
    const { width, height } = await sharp(join(data, photo)).metadata();
    const part = {
      left: Math.round(width * 0.1),
      top: Math.round(height * 0.06),
      width: Math.round(width * 0.85),
      height: Math.round(height * 0.85),
    };
    const cutting = await checkBytes(
      await sharp(join(data, photo)).extract(part).jpeg({ quality: 60 }).toBuffer(),
    );
    expect(membersOf(cutting)).toEqual([photo]);
    const [step] = cutting.comparisons;
    expect(step).toMatchObject({ item: { id: photo }, decidedBy: 'embedding' });
    expect(step?.hash?.bits).toBeGreaterThan(31);
    expect(step?.hash?.isCopy).toBe(false);
    expect(step?.embedding?.cosine).toBeGreaterThan(0.85);
    expect(step?.distance).toBeCloseTo(1 - (step?.embedding?.cosine ?? 0), 10);
    expect(step?.pixels?.isCutting).toBe(true);
    expect(step?.pixels?.difference).toBeLessThan(step?.pixels?.bounds.difference ?? 0);
    expect(step?.pixels?.overlap).toBeGreaterThan(0.6);

    const turned = await checkBytes(
      await sharp(join(data, photo)).rotate(90).jpeg({ quality: 90 }).toBuffer(),
    );
    expect(turned.comparisons[0]).toMatchObject({
      item: { id: photo },
      decidedBy: 'hash',
      hash: { turned: expect.stringContaining('rotated'), isCopy: true },
    });

    const [, ...others] = (await readdir(join(data, 'clothing', 'hat'))).toSorted();
    const another = await checkBytes(
      await readFile(join(data, 'clothing', 'hat', others.at(-1) ?? '')),
    );
    expect(another).toMatchObject({ isDuplicate: false, cluster: null });
    expect(another.comparisons[0]?.decidedBy).toBeNull();
    expect(another.trace?.map(({ name }) => name)).toEqual([
      'hashes',
      'embeddings',
      'contents',
      'pixels',
      'ties',
      'steps',
    ]);
  }, 60_000);

  test('sees what was written a moment ago, before clusters are made, and misses what went', async () => {
    const original = await readFile(join(copies, 'aaa-orig.jpg'));
    const small = join(copies, 'shrink-a-lot.jpg');
    expect(await checkBytes(original)).toMatchObject({ isDuplicate: false });
    await putPictures(installation, 'small', [small]);
    const found = await checkBytes(original);
    expect(found).toMatchObject({ isDuplicate: true, cluster: { id: null, size: 1 } });
    expect(membersOf(found)).toEqual(['small']);
    await removeItems(['small'], installation);
    expect(await checkBytes(original)).toMatchObject({ isDuplicate: false, comparisons: [] });
  });

  test('ties things of several pictures only where more than half of them are near', async () => {
    const [a, b, c, d, e] = (await clothingPhotos(data, 5)).map((photo) => join(data, photo));
    await putPictures(installation, 'thing', [a, b, c].map(String));
    const bytesOf = (paths: readonly unknown[]) =>
      Promise.all(paths.map((path) => readFile(String(path))));
    const one = await checkBytes(...(await bytesOf([a, d, e])));
    expect(one.isDuplicate).toBe(false);
    expect(one.comparisons[0]).toMatchObject({
      item: { id: 'thing' },
      decidedBy: null,
      hash: { bits: 0, isCopy: true },
      why: expect.stringContaining('too few of the pictures'),
    });
    const two = await checkBytes(...(await bytesOf([a, b, d])));
    expect(membersOf(two)).toEqual(['thing']);
    expect(two.pictures.map(({ digest }) => digest)).toEqual(
      (await bytesOf([a, b, d])).map((bytes) => digestOf(bytes)),
    );
  });
});
