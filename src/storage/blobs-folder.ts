import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from '../base/digest.ts';
import { notFound, type UnderstoryError } from '../base/errors.ts';
import { blobHeadsOf, type BlobHead } from './blob-heads.ts';
import { folderObjects } from './objects/folder.ts';

/** Blobs as files of a folder. */
export function folderBlobs(folder: string) {
  const pathOf = (digest: string): string =>
    join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);

  const has = async (digest: string): Promise<boolean> =>
    (await stat(pathOf(digest)).catch(() => undefined)) !== undefined;

  /** Makes a half-written file whole under its name; a reader sees all of it or nothing. */
  const settle = async (half: string, digest: string) => {
    const target = pathOf(digest);
    await mkdir(dirname(target), { recursive: true });
    const file = await open(half, 'r');
    await file.sync();
    await file.close();
    await rename(half, target);
  };

  const halfPath = async () => {
    const incoming = join(folder, 'incoming');
    await mkdir(incoming, { recursive: true });
    return join(incoming, randomUUID());
  };

  return {
    folder,
    pathOf,
    has,
    async localPath(digest: string): Promise<string> {
      if (await has(digest)) return pathOf(digest);
      throw noBlob(digest, folder);
    },
    delete: (digest: string): Promise<void> => rm(pathOf(digest), { force: true }),
    list: async (): Promise<BlobHead[]> => blobHeadsOf(await folderObjects(folder).list('')),
    async dropHalves(before: number): Promise<void> {
      const halves = folderObjects(folder);
      const old = (await halves.list('incoming/')).filter(({ modifiedAt }) => modifiedAt < before);
      await Promise.all(old.map(({ path }) => halves.delete(path)));
    },
    async read(digest: string): Promise<Uint8Array> {
      try {
        return await readFile(pathOf(digest));
      } catch (cause) {
        throw noBlob(digest, folder, { cause });
      }
    },
    async putBytes(bytes: Uint8Array): Promise<string> {
      const digest = digestOf(bytes);
      if (await has(digest)) return digest;
      const half = await halfPath();
      await writeFile(half, bytes);
      await settle(half, digest);
      return digest;
    },
    async putFile(path: string | Buffer): Promise<{ digest: string; sizeBytes: number }> {
      const half = await halfPath();
      try {
        await copyFile(path, half, constants.COPYFILE_FICLONE);
        // The digest is of the copy: the original may change under the reader.
        const { digest, sizeBytes } = await digestOfFile(half);
        if (await has(digest)) await rm(half);
        else await settle(half, digest);
        return { digest, sizeBytes };
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
    },
  };
}

/** The not-found `no-blob`, to be thrown where a blob is not there. */
export function noBlob(digest: string, place: string, options?: ErrorOptions): UnderstoryError {
  return notFound(
    'no-blob',
    `The bytes ${digest.slice(0, 12)}… are not in ${place}: read the source again.`,
    options,
  );
}

async function digestOfFile(path: string): Promise<{ digest: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes: Uint8Array = chunk;
    hash.update(bytes);
    sizeBytes += bytes.byteLength;
  }
  return { digest: hash.digest('hex'), sizeBytes };
}
