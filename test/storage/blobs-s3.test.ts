import { mkdtemp, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { createTrimmer } from '../../src/storage/blobs-trim.ts';
import { openBlobs } from '../../src/storage/blobs.ts';
import { startS3Server, type S3Server } from '../fixtures/s3-server.ts';

let server: S3Server;
let folder: string;
const url = 's3://team-bucket/blobs';
beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
beforeEach(async () => {
  server.objects.clear();
  server.requests.length = 0;
  folder = await mkdtemp(join(tmpdir(), 'understory-copies-'));
  return () => rm(folder, { recursive: true });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

/** Blobs of a machine of its own. */
function machine(name: string, mostBytes = 1e9) {
  return openBlobs(url, { copies: { folder: join(folder, name), mostBytes } });
}

describe('openBlobs() of a prefix on S3', () => {
  test('gives another machine a file of what one put, fetched once', async () => {
    const digest = await machine('one').putBytes(Buffer.from('abc'));
    expect(digest).toBe(digestOf('abc'));
    const other = machine('other');
    expect(await other.has(digest)).toBe(true);
    expect(Buffer.from(await other.read(digest)).toString()).toBe('abc');
    server.requests.length = 0;
    const paths = await Promise.all([1, 2, 3].map(() => other.localPath(digest)));
    expect(await readFile(await other.localPath(digest), 'utf8')).toBe('abc');
    expect(new Set(paths)).toEqual(new Set([other.pathOf(digest)]));
    expect(server.requests.filter((request) => request.startsWith('GET'))).toHaveLength(1);
  });

  test('sends bytes that are there already no second time', async () => {
    await machine('one').putBytes(Buffer.from('abc'));
    await machine('two').putBytes(Buffer.from('abc'));
    expect(server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  });

  test('refuses bytes that are not those of the digest, and keeps no copy of them', async () => {
    const digest = await machine('one').putBytes(Buffer.from('abc'));
    const key = `team-bucket/blobs/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
    const bytes = Buffer.from('abd');
    server.objects.set(key, { bytes, etag: '"x"', modified: new Date() });
    const other = machine('other');
    await expect(other.localPath(digest)).rejects.toMatchObject({ code: 'corrupt-blob' });
    await expect(other.read(digest)).rejects.toMatchObject({ code: 'corrupt-blob' });
    await expect(stat(other.pathOf(digest))).rejects.toThrow(/ENOENT/);
    await expect(stat(other.pathOf(digestOf('abd')))).rejects.toThrow(/ENOENT/);
  });

  test('says which blob is missing when neither the store nor the copies have it', async () => {
    const blobs = machine('one');
    const digest = await blobs.putBytes(Buffer.from('abc'));
    await blobs.delete(digest);
    await blobs.delete(digest);
    expect(await blobs.has(digest)).toBe(false);
    for (const asked of [blobs.read(digest), blobs.localPath(digest)]) {
      await expect(asked).rejects.toMatchObject({ code: 'no-blob' });
    }
    const local = openBlobs(join(folder, 'local'));
    await expect(local.localPath(digest)).rejects.toMatchObject({ code: 'no-blob' });
  });

  test('reads without a folder for copies, and says that it needs one for a file', async () => {
    const digest = await machine('one').putBytes(Buffer.from('abc'));
    const reader = openBlobs(url);
    expect(Buffer.from(await reader.read(digest)).toString()).toBe('abc');
    await expect(reader.localPath(digest)).rejects.toThrow(/folder for copies/);
  });
});

describe('createTrimmer()', () => {
  test('takes away what was used longest ago until the rest fits, but nothing in use', async () => {
    const copies = openBlobs(join(folder, 'copies'));
    const now = Date.now();
    const digests: string[] = [];
    for (const [index, minutes] of [9, 5, 7, 0].entries()) {
      const digest = await copies.putBytes(Buffer.alloc(100, index));
      const used = new Date(now - minutes * 60_000);
      await utimes(copies.pathOf(digest), used, used);
      digests.push(digest);
    }
    const there = () => Promise.all(digests.map((digest) => copies.has(digest)));
    await createTrimmer({ folder: copies.folder, mostBytes: 250 }, () => now)();
    expect(await there()).toEqual([false, true, false, true]);
    await createTrimmer({ folder: copies.folder, mostBytes: 0 }, () => now)();
    expect(await there()).toEqual([false, false, false, true]);
  });
});
