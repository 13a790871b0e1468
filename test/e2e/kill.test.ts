import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import type { Home } from '../../src/base/home.ts';
import { changeVersions } from '../fixtures/change-versions.ts';
import { clothingPhotos, copyInto } from '../fixtures/catalogue.ts';
import { compareCatalogues } from '../fixtures/compare-catalogues.ts';
import { dataFolder, withoutData } from '../fixtures/data.ts';
import { makeHome } from '../fixtures/home.ts';
import { inspect, processesThatWorked, progressOf, type Inspection } from '../fixtures/inspect.ts';
import { createDatabase } from '../fixtures/installation.ts';
import { postPhotos } from '../fixtures/post-photos.ts';
import { startCli } from '../fixtures/run-cli.ts';

/** A home and a database of its own, which several processes may work in. */
interface Site {
  readonly home: Home;
  readonly databaseUrl: string;
}

const sites: Site[] = [];

async function makeSite(): Promise<Site> {
  const site = { home: await makeHome(), databaseUrl: await createDatabase() };
  sites.push(site);
  return site;
}

/** Another site with all that one holds, which nobody works in. */
async function copyOf({ home, databaseUrl }: Site): Promise<Site> {
  const site = { home: await makeHome(), databaseUrl: await createDatabase(databaseUrl) };
  sites.push(site);
  const isOwn = (path: string) => path !== home.models;
  await cp(home.root, site.home.root, { recursive: true, filter: isOwn });
  return site;
}

/** Two threads each would load every model twice; that of the calm read has as many as cores. */
const oneThread = ['--threads', '1'] as const;

function understory({ home, databaseUrl }: Site, ...args: string[]) {
  return startCli(args, { home: home.root, env: { DATABASE_URL: databaseUrl } });
}

async function complete(site: Site, ...args: string[]): Promise<Inspection> {
  const { code, stdout, stderr } = await understory(site, ...args).ended;
  expect(code, stdout + stderr).toBe(0);
  return await inspect(site.home, site.databaseUrl);
}

/** Waits until something has become of so many items, or `over` says that nothing more will. */
async function reach({ databaseUrl }: Site, done: number, over: Promise<unknown>): Promise<void> {
  const end = { is: false };
  void over.then(() => {
    end.is = true;
  });
  for (;;) {
    const progress = await progressOf(databaseUrl);
    if (end.is || (progress.items > 0 && progress.done >= done)) return;
    await sleep(50);
  }
}

let folder: string;
beforeAll(async () => {
  const { home } = await makeSite();
  folder = join(home.root, 'sources');
  await mkdir(folder);
});
afterAll(async () => {
  for (const { home } of sites) await rm(home.root, { recursive: true, force: true });
});

const data = dataFolder();
const minutes = 60_000;

describe.skipIf(data === undefined)(`kill -9 ${data === undefined ? withoutData : ''}`, () => {
  let photos: string;
  let expected: Inspection;
  beforeAll(async () => {
    photos = join(folder, 'photos');
    await copyInto(photos, data ?? '', await clothingPhotos(data ?? '', 12));
    expected = await complete(await makeSite(), 'read', photos);
    expect(expected.items).toHaveLength(12);
    expect(expected.unfinished).toEqual([]);
  }, 5 * minutes);

  test(
    'three times in the middle of a read leaves the very rows of a calm one',
    async () => {
      const site = await makeSite();
      const random = seededRandom(20);
      for (const done of [0, 1, 9]) {
        const { child, ended } = understory(site, 'read', photos, ...oneThread);
        await reach(site, done, ended);
        await sleep(random() * 1500);
        child.kill('SIGKILL');
        await ended;
      }
      await complete(site, 'read', photos, ...oneThread);
      // A read ends with its own run: what was left of the others is whoever's that is there.
      const found = await complete(site, 'worker', '--until-idle', ...oneThread);
      expect(compareCatalogues(expected, found)).toEqual([]);
    },
    5 * minutes,
  );

  test(
    'of the reader leaves its work to a worker that is there',
    async () => {
      const site = await makeSite();
      const reader = understory(site, 'read', photos, ...oneThread);
      await reach(site, 0, reader.ended);
      const worker = understory(site, 'worker', '--until-idle', ...oneThread);
      await reach(site, 1, reader.ended);
      reader.child.kill('SIGKILL');
      await reader.ended;
      const { code, stderr } = await worker.ended;
      expect(code, stderr).toBe(0);
      expect(compareCatalogues(expected, await inspect(site.home, site.databaseUrl))).toEqual([]);
    },
    5 * minutes,
  );

  test(
    'of a server leaves every item that it acknowledged, as one that nobody killed',
    async () => {
      const [calm, site] = [await makeSite(), await makeSite()];
      const sent = (await clothingPhotos(data ?? '', 18)).slice(12);
      for (const [each, kills] of [
        [calm, 0],
        [site, 3],
      ] as const) {
        const start = (...args: string[]) => understory(each, ...args);
        await postPhotos(start, data ?? '', sent, kills, seededRandom(11));
      }
      const before = await inspect(calm.home, calm.databaseUrl);
      expect(before.items).toHaveLength(6);
      const after = await inspect(site.home, site.databaseUrl);
      expect(compareCatalogues(before, after)).toEqual([]);
    },
    5 * minutes,
  );

  test(
    'of backfills, promotions, deletions and servers leaves what is there without',
    async () => {
      const calm = await makeSite();
      const catalogue = join(folder, 'few');
      await copyInto(catalogue, data ?? '', await clothingPhotos(data ?? '', 4));
      await complete(calm, 'read', catalogue, ...oneThread);
      const site = await copyOf(calm);
      for (const [each, kills] of [
        [calm, 0],
        [site, 5],
      ] as const) {
        const start = (...args: string[]) => understory(each, ...args);
        const deleted = (await readdir(catalogue, { recursive: true }))
          .filter((path) => path.endsWith('.jpg'))
          .toSorted()
          .slice(0, 1);
        await changeVersions(start, deleted, kills, seededRandom(6));
      }
      const [before, after] = [
        await inspect(calm.home, calm.databaseUrl),
        await inspect(site.home, site.databaseUrl),
      ];
      expect(compareCatalogues(before, after)).toEqual([]);
      expect(after.versions).toContainEqual({
        signal: 'image_embedding',
        version: 1,
        state: 'live',
      });
    },
    5 * minutes,
  );
});

describe('worker', () => {
  test(
    'takes shards of the read of another process, to the same end as that alone',
    async () => {
      const table = join(folder, 'texts.csv');
      const rows = Array.from({ length: 60 }, (_, index) => `t${index},Recipe ${index} for bread`);
      await writeFile(table, ['id,title', ...rows].join('\n'));
      const alone = await complete(await makeSite(), 'read', table, ...oneThread);
      expect(alone.items).toHaveLength(60);

      const site = await makeSite();
      const worker = understory(site, 'worker', ...oneThread);
      const shared = await complete(site, 'read', table, ...oneThread);
      worker.child.kill('SIGTERM');
      expect((await worker.ended).code).toBe(0);
      expect(compareCatalogues(alone, shared)).toEqual([]);
      expect(await processesThatWorked(site.databaseUrl)).toHaveLength(2);
    },
    5 * minutes,
  );
});
