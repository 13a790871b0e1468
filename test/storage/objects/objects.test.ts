import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { folderObjects } from '../../../src/storage/objects/folder.ts';
import type { Objects } from '../../../src/storage/objects/objects.ts';
import { probeConditionalWrites } from '../../../src/storage/objects/probe.ts';
import { openS3 } from '../../../src/storage/objects/open-s3.ts';
import { parseS3Url } from '../../../src/storage/objects/store-url.ts';
import { startS3Server, type S3Server } from '../../fixtures/s3-server.ts';

let server: S3Server;
let folder: string;
beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  folder = await mkdtemp(join(tmpdir(), 'understory-objects-'));
});
beforeEach(() => {
  server.objects.clear();
  server.ignoresConditions = false;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true });
});

const kinds: readonly (readonly [string, () => Promise<Objects>])[] = [
  ['a folder', async () => folderObjects(join(folder, 'objects'))],
  ['a prefix on S3', () => openS3('s3://bucket-of-tests/some/prefix')],
];

describe.each(kinds)('Objects of %s', (_, open) => {
  test('lists by prefix over all pages, finds, replaces and deletes', async () => {
    const objects = await open();
    expect(await objects.list('')).toEqual([]);
    const paths = Array.from({ length: 12 }, (__, index) => `a/b-${index}/file`);
    for (const path of [...paths, 'other']) await objects.put(path, Buffer.from(path));
    const listed = await objects.list('a/b-1');
    expect(listed.map(({ path }) => path).toSorted()).toEqual([
      'a/b-1/file',
      'a/b-10/file',
      'a/b-11/file',
    ]);
    expect(listed.every(({ modifiedAt }) => Math.abs(modifiedAt - Date.now()) < 60_000)).toBe(true);
    expect((await objects.list('')).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(
      [...paths, 'other'].join('').length,
    );
    await objects.put('other', Buffer.from('anew'));
    expect(Buffer.from((await objects.find('other')) ?? []).toString()).toBe('anew');
    await objects.delete('other');
    await objects.delete('other');
    expect(await objects.find('other')).toBeUndefined();
  });

  test('writes an object once when many ask for it only where there is none', async () => {
    const objects = await open();
    const written = await Promise.all(
      Array.from({ length: 8 }, (__, index) =>
        objects.putIfAbsent('once', Buffer.from(`${index}`)),
      ),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    const kept = Buffer.from((await objects.find('once')) ?? []).toString();
    expect(Number(kept)).toBe(written.indexOf(true));
    expect(await probeConditionalWrites(objects)).toBe(true);
    expect((await objects.list('')).some(({ path }) => path.startsWith('probe-'))).toBe(false);
  });
});

describe('probeConditionalWrites()', () => {
  test('says no when the store reads over the condition', async () => {
    server.ignoresConditions = true;
    expect(await probeConditionalWrites(await openS3('s3://bucket-of-tests/x'))).toBe(false);
    expect(server.objects.size).toBe(0);
  });
});

describe('openS3()', () => {
  test('moves whole files there and back, also empty ones', async () => {
    const objects = await openS3('s3://bucket-of-tests');
    for (const content of ['', 'x'.repeat(3_000_000)]) {
      await writeFile(join(folder, 'from'), content);
      await objects.upload('file', join(folder, 'from'));
      expect(await objects.download('file', join(folder, 'to'))).toBe(true);
      expect(await readFile(join(folder, 'to'), 'utf8')).toBe(content);
    }
    expect(await objects.has('file')).toBe(true);
    expect(await objects.has('absent')).toBe(false);
    expect(await objects.download('absent', join(folder, 'absent'))).toBe(false);
  });

  test('names the store and what to check when it fails', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    await expect((await openS3('s3://bucket-of-tests')).find('x')).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringMatching(/s3:\/\/bucket-of-tests .*credentials/),
    });
    vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  });
});

describe('parseS3Url()', () => {
  test('splits bucket and prefix, and refuses what climbs or is none', () => {
    expect(parseS3Url('s3://team-bucket')).toEqual({ bucket: 'team-bucket', prefix: '' });
    expect(parseS3Url('s3://team/a/b_c=1/')).toEqual({ bucket: 'team', prefix: 'a/b_c=1/' });
    for (const url of [
      's3://',
      's3://A',
      's3://team/../x',
      's3://team/a b',
      's3://u:p@team/',
      'http://x',
    ]) {
      expect(() => parseS3Url(url), url).toThrow(/s3:\/\/bucket\/prefix/);
    }
  });
});
