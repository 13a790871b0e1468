import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../../../src/base/log.ts';
import { clearDiskCache, createDiskCache } from '../../../src/extraction/online/disk-cache.ts';
import type { Entry } from '../../../src/extraction/online/entry.ts';
import { createMemoryCache } from '../../../src/extraction/online/memory-cache.ts';
import { createResultCache } from '../../../src/extraction/online/result-cache.ts';
import { manualClock } from '../../fixtures/clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const log = createLogger({ UNDERSTORY_LOG: 'silent' });
const picture = 'ab'.repeat(32);

function entryOf(text: string, status: 'ok' | 'failed' = 'ok'): Entry {
  const outcome =
    status === 'ok'
      ? { status, value: { text, lines: [], area: 0 } }
      : { status, reason: 'corrupt: no' };
  return {
    signal: 'ocr@1',
    outcomes: [{ part: '', outcome }],
    models: {},
    cpuMs: 1,
    computedAt: 0,
  };
}

test('createMemoryCache() holds no more bytes than it may, and forgets what was used least recently', () => {
  const one = Buffer.byteLength(JSON.stringify(entryOf('x'.repeat(100))));
  const cache = createMemoryCache(one * 3, manualClock().clock);
  for (const key of ['a', 'b', 'c']) cache.put(key, entryOf('x'.repeat(100)));
  expect(cache.get('a')).toEqual(entryOf('x'.repeat(100)));
  cache.put('d', entryOf('x'.repeat(100)));
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
  expect(cache.bytes).toBe(one * 3);
  cache.put('huge', entryOf('x'.repeat(one * 4)));
  expect([cache.get('huge'), cache.entries]).toEqual([undefined, 3]);
});

test('createMemoryCache() forgets after a quarter of an hour, so that what was deleted is gone', () => {
  const time = manualClock();
  const cache = createMemoryCache(1e6, time.clock);
  cache.put('a', entryOf('a'));
  time.advance(14 * 60_000);
  expect(cache.get('a')).toBeDefined();
  time.advance(2 * 60_000);
  expect(cache.get('a')).toBeUndefined();
  expect(cache.bytes).toBe(0);
});

test('createResultCache() finds on disk what comes of a picture alone, and keeps no words there', async () => {
  const keys = { key: '1'.repeat(64), content: 'c' };
  const open = () =>
    createResultCache(
      createMemoryCache(1e6, manualClock().clock),
      createDiskCache(folder, 1e6, log),
    );
  const disk = createDiskCache(folder, 1e6, log);
  const first = createResultCache(createMemoryCache(1e6, manualClock().clock), disk);
  first.put({ ...keys, picture }, entryOf('of a picture'));
  first.put({ key: '2'.repeat(64), content: 'd', picture: undefined }, entryOf('of words'));
  first.put({ key: '3'.repeat(64), content: 'e', picture }, entryOf('', 'failed'));
  await disk.settled();
  expect(await first.get({ ...keys, picture })).toMatchObject({ cached: 'memory' });
  expect(first.latest('c')).toEqual(entryOf('of a picture'));
  const second = open();
  expect(await second.get({ ...keys, picture })).toEqual({
    entry: entryOf('of a picture'),
    cached: 'disk',
  });
  expect(await second.get({ ...keys, picture })).toMatchObject({ cached: 'memory' });
  expect(await readdir(join(folder, 'ab'))).toHaveLength(1);
  await clearDiskCache(folder);
  expect(await open().get({ ...keys, picture })).toBeUndefined();
});

test('createDiskCache() removes the oldest past its bound and takes no broken file for an entry', async () => {
  const one = Buffer.byteLength(JSON.stringify(entryOf('x'.repeat(200))));
  const cache = createDiskCache(folder, one * 10, log);
  const keyOf = (index: number) =>
    index.toString(16).padStart(64, '0').split('').reverse().join('');
  for (let index = 0; index < 25; index += 1) {
    cache.put(picture, keyOf(index), entryOf('x'.repeat(200)));
    await cache.settled();
  }
  const files = await readdir(join(folder, 'ab'));
  expect(files.length).toBeLessThanOrEqual(10);
  expect(cache.bytes).toBeLessThanOrEqual(one * 10);
  expect(await cache.get(picture, keyOf(24))).toEqual(entryOf('x'.repeat(200)));
  expect(await cache.get(picture, keyOf(0))).toBeUndefined();
  for (const file of files) await writeFile(join(folder, 'ab', file), '{"signal":"ocr@1"}');
  expect(await cache.get(picture, keyOf(24))).toBeUndefined();
});
