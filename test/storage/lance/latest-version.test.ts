import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { latestVersionOf } from '../../../src/storage/lance/latest-version.ts';

let root: string;
let versions: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'understory-versions-'));
  versions = join(root, 'ocr-v1.lance', '_versions');
  await mkdir(versions, { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('latestVersionOf() asks Lance again at once after a commit, and not while there is none', async () => {
  let version = 1;
  let asked = 0;
  const table = {
    version: async () => {
      asked += 1;
      return await Promise.resolve(version);
    },
  };
  const latest = latestVersionOf(table, root, 'ocr-v1');
  const commit = async () => {
    version += 1;
    await writeFile(join(versions, `${version}.manifest`), '');
  };
  for (let round = 0; round < 20; round += 1) {
    await commit();
    expect(await latest()).toBe(version);
  }
  expect(asked).toBe(20);
  await vi.waitFor(
    async () => {
      const before = asked;
      expect(await latest()).toBe(version);
      expect(asked).toBe(before);
    },
    { timeout: 15_000, interval: 200 },
  );
  await commit();
  expect(await latest()).toBe(version);
  await rm(join(root, 'ocr-v1.lance'), { recursive: true });
  version = 1;
  expect(await latest()).toBe(1);
});
