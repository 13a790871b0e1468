import { randomUUID } from 'node:crypto';
import { mkdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../base/digest.ts';
import { dependencyError } from '../base/errors.ts';
import { blobHeadsOf, type BlobHead } from './blob-heads.ts';
import { folderBlobs, noBlob } from './blobs-folder.ts';
import { createTrimmer } from './blobs-trim.ts';
import { openS3 } from './objects/open-s3.ts';
import type { S3Objects } from './objects/s3.ts';

/** Copies on this machine of blobs that are on S3. */
export interface BlobCopies {
  readonly folder: string;
  /** Above this, those not used for longest go; those used within a minute stay. */
  readonly mostBytes: number;
}

/**
 * Blobs as objects of a prefix on S3. Decoders need files: those they ask for are copied here, and
 * what is put is a copy already. What comes from S3 is checked against its digest.
 */
export function s3Blobs(url: string, copies: BlobCopies | undefined) {
  let opened: Promise<S3Objects> | undefined;
  const objects = () => (opened ??= openS3(url));
  const local = copies && folderBlobs(copies.folder);
  const trim = copies && createTrimmer(copies);
  const keyOf = (digest: string) => `${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
  const arriving = new Map<string, Promise<void>>();

  const here = (): ReturnType<typeof folderBlobs> => {
    if (local) return local;
    throw new TypeError(
      `Blobs of ${url} were opened for reading alone, without a folder for copies.`,
    );
  };

  const checked = (found: string, digest: string): void => {
    if (found === digest) return;
    throw dependencyError(
      'corrupt-blob',
      `The bytes ${digest.slice(0, 12)}… in ${url} are others than were put there (${found.slice(0, 12)}…): ` +
        'take that object away and read the source again.',
    );
  };

  const use = async (digest: string): Promise<string> => {
    const path = here().pathOf(digest);
    const now = new Date();
    await utimes(path, now, now);
    return path;
  };

  const upload = async (digest: string): Promise<void> => {
    const store = await objects();
    if (!(await store.has(keyOf(digest)))) await store.upload(keyOf(digest), here().pathOf(digest));
    await use(digest);
    await trim?.();
  };

  const download = async (digest: string): Promise<void> => {
    const folder = join(copies?.folder ?? '', 'arriving');
    await mkdir(folder, { recursive: true });
    const half = join(folder, randomUUID());
    try {
      const store = await objects();
      if (!(await store.download(keyOf(digest), half))) throw noBlob(digest, url);
      const { digest: found } = await here().putFile(half);
      if (found !== digest) await here().delete(found);
      checked(found, digest);
    } finally {
      await rm(half, { force: true });
    }
    await trim?.();
  };

  return {
    folder: url,
    pathOf: (digest: string): string => here().pathOf(digest),
    async localPath(digest: string): Promise<string> {
      if (!(await here().has(digest))) {
        const arrival = arriving.get(digest) ?? download(digest);
        arriving.set(digest, arrival);
        await arrival.finally(() => arriving.delete(digest));
      }
      return await use(digest);
    },
    has: async (digest: string): Promise<boolean> => await (await objects()).has(keyOf(digest)),
    async read(digest: string): Promise<Uint8Array> {
      if (await local?.has(digest)) return await here().read(digest);
      const bytes = await (await objects()).find(keyOf(digest));
      if (bytes === undefined) throw noBlob(digest, url);
      checked(digestOf(bytes), digest);
      return bytes;
    },
    async putBytes(bytes: Uint8Array): Promise<string> {
      const digest = await here().putBytes(bytes);
      await upload(digest);
      return digest;
    },
    async putFile(path: string | Buffer): Promise<{ digest: string; sizeBytes: number }> {
      const put = await here().putFile(path);
      await upload(put.digest);
      return put;
    },
    async delete(digest: string): Promise<void> {
      await (await objects()).delete(keyOf(digest));
      await local?.delete(digest);
    },
    async list(): Promise<BlobHead[]> {
      const heads = blobHeadsOf(await (await objects()).list(''));
      const there = new Set(heads.map(({ digest }) => digest));
      const here = (await local?.list()) ?? [];
      return [...heads, ...here.filter(({ digest }) => !there.has(digest))];
    },
    async dropHalves(before: number): Promise<void> {
      await local?.dropHalves(before);
    },
  };
}
