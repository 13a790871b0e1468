import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { beginDeletion } from '../../../src/extraction/deletion/begin.ts';
import { finishDeletions } from '../../../src/extraction/deletion/finish.ts';
import { verifyDeleted } from '../../../src/extraction/deletion/verify.ts';
import { storedVersionsOf } from '../../../src/extraction/versions/stored-versions.ts';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import { setState } from '../../../src/extraction/versions/set-state.ts';
import { clustersOf } from '../../fixtures/catalogue-of-pictures.ts';
import { filesWith, marker, seedDeletable, target } from '../../fixtures/deletable.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { startS3Server, type S3Server } from '../../fixtures/s3-server.ts';

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

/** What the object store and the folders of the home have of the item. */
async function bytesLeft({ home }: Installation): Promise<string[]> {
  const folders = [home.lance, home.blobs, home.thumbnails, join(home.root, 'copies')];
  const files = await Promise.all(
    folders.filter((folder) => existsSync(folder)).map((folder) => filesWith(folder, marker)),
  );
  const objects = [...server.objects].filter(
    ([key, { bytes }]) => key.includes(marker) || bytes.includes(marker),
  );
  return [...files.flat(), ...objects.map(([key]) => key)];
}

const stores = {
  'a folder, 4 buckets': { buckets: 4 },
  'S3, 1 bucket': { store: 's3://team-bucket/one' },
  'S3, 4 buckets': { store: 's3://team-bucket/four', buckets: 4 },
};

describe.each(Object.entries(stores))('finishDeletions() on %s', (_, place) => {
  test('leaves no byte of an item in any store, and its neighbours as they were', async () => {
    const installation = await openInstallation(place);
    const { blobs, signals } = installation;
    const seeded = await seedDeletable(installation);
    // As a decoder does: what is on S3 has a copy here.
    await blobs.localPath(seeded.own);
    expect(signals.buckets).toBe('buckets' in place ? 4 : 1);
    const before = await bytesLeft(installation);
    expect(before.length).toBeGreaterThan(8);
    expect(before.some((key) => key.startsWith('team-bucket/'))).toBe('store' in place);

    await beginDeletion(target, { by: 'an operator' }, installation);
    await finishDeletions(installation, { graceMs: 0 });

    expect(await bytesLeft(installation)).toEqual([]);
    const after = await verifyDeleted(target, installation);
    expect(after.stores.flatMap(({ found, unproven }) => [...found, ...unproven])).toEqual([]);
    expect(after).toMatchObject({ deleted: true, proven: true });
    expect(await blobs.has(seeded.own)).toBe(false);
    expect(await blobs.has(seeded.shared)).toBe(true);
    expect(await clustersOf(installation)).toEqual([['near', 'nearer']]);
    const table = await signals.table('text_quality', 1);
    expect(await table.recordsOf(['near', 'nearer'])).toHaveLength(2);
    await installation.close();
  }, 60_000);
});

describe('verifyDeleted()', () => {
  test('proves nothing of a dropped version whose table was not taken away whole', async () => {
    const installation = await openInstallation({ buckets: 4 });
    const { db, home, clock } = installation;
    await seedDeletable(installation);
    await setState(db, 'text_quality@2', 'dropped', clock());
    await rm(join(home.lance, 'text_quality-v2-b01.lance'), { recursive: true });
    // As another process does, which has not opened the table while it was whole.
    const versions = storedVersionsOf(db);
    const signals = await openSignalStore(home.lance, { ...versions, buckets: 4 });
    const { proven, stores: searched } = await verifyDeleted('somebody', {
      ...installation,
      signals,
    });
    signals.close();
    expect(proven).toBe(false);
    expect(searched.find(({ store }) => store === 'text_quality@2')?.unproven).toEqual([
      'files of its table that were not taken away yet',
    ]);
    await installation.close();
  });
});
