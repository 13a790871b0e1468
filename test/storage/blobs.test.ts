import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { openBlobs } from '../../src/storage/blobs.ts';
import { startProgram } from '../fixtures/program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understory-blobs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Every file that is there under a digest. */
async function named(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('putBytes()', () => {
  test('keeps the same bytes once, under the known SHA-256 of them', async () => {
    const blobs = openBlobs(folder);
    // FIPS 180-4, the example of one block: SHA-256("abc").
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const digests = await Promise.all(
      Array.from({ length: 8 }, () => blobs.putBytes(Buffer.from('abc'))),
    );
    expect(new Set(digests)).toEqual(new Set([abc]));
    expect(await named()).toEqual([blobs.pathOf(abc)]);
    expect(Buffer.from(await blobs.read(abc)).toString()).toBe('abc');
  });

  test('leaves nothing half under a name when its process is killed in the middle', async () => {
    for (const waitMs of [0, 7, 19, 31]) {
      const writer = startProgram('write-blobs', [folder]);
      await writer.line();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await writer.kill();
    }
    const blobs = openBlobs(folder);
    const paths = await named();
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const name = path.slice(-64);
      expect(digestOf(await blobs.read(name))).toBe(name);
    }
  });
});

describe('putFile()', () => {
  test('gives digest and size of a file, also of an empty one and of one whose name is no UTF-8', async () => {
    const blobs = openBlobs(folder);
    const odd = Buffer.concat([Buffer.from(join(folder, 'odd-')), Buffer.from([0xff, 0xfe])]);
    await writeFile(odd, 'abc');
    await writeFile(join(folder, 'empty'), '');
    expect(await blobs.putFile(odd)).toEqual({ digest: digestOf('abc'), sizeBytes: 3 });
    expect(await blobs.putFile(join(folder, 'empty'))).toEqual({
      digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      sizeBytes: 0,
    });
  });

  test('leaves the original alone and nothing behind when the file is not there', async () => {
    const blobs = openBlobs(folder);
    await writeFile(join(folder, 'original'), 'abc', { mode: 0o400 });
    const { digest } = await blobs.putFile(join(folder, 'original'));
    expect((await stat(join(folder, 'original'))).isFile()).toBe(true);
    await expect(blobs.putFile(join(folder, 'absent'))).rejects.toThrow(/ENOENT/);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect(await blobs.has(digest)).toBe(true);
  });
});

describe('read()', () => {
  test('says which blob is missing and what to do when it is not there', async () => {
    await expect(openBlobs(folder).read('a'.repeat(64))).rejects.toMatchObject({
      code: 'no-blob',
      message: expect.stringContaining('read the source again'),
    });
  });
});
