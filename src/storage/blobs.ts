import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from '../base/digest.ts';
import { notFound } from '../base/errors.ts';

/** A folder of files named by the SHA-256 of what they hold. Writing the same bytes twice is one file. */
export interface Blobs {
  readonly folder: string;
  /** Where the blob is, whether or not it is there. */
  pathOf(digest: string): string;
  has(digest: string): Promise<boolean>;
  /** @throws not-found `no-blob` */
  read(digest: string): Promise<Uint8Array>;
  putBytes(bytes: Uint8Array): Promise<string>;
  /** Copies a file (a copy on write where the file system can) and gives its digest and size. */
  putFile(path: string | Buffer): Promise<{ digest: string; sizeBytes: number }>;
}

export function openBlobs(folder: string): Blobs {
  const pathOf = (digest: string) => join(folder, digest.slice(0, 2), digest.slice(2, 4), digest);

  const has = async (digest: string) =>
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
    async read(digest) {
      try {
        return await readFile(pathOf(digest));
      } catch (cause) {
        throw notFound(
          'no-blob',
          `The bytes ${digest.slice(0, 12)}… are not in ${folder}: read the source again.`,
          { cause },
        );
      }
    },
    async putBytes(bytes) {
      const digest = digestOf(bytes);
      if (await has(digest)) return digest;
      const half = await halfPath();
      await writeFile(half, bytes);
      await settle(half, digest);
      return digest;
    },
    async putFile(path) {
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
