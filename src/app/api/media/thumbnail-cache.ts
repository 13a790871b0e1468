import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import pLimit from 'p-limit';
import { notFound } from '../../../base/errors.ts';
import type { Blobs } from '../../../storage/blobs.ts';
import { thumbnailName, thumbnailPath } from '../../../storage/thumbnails.ts';

/** Thumbnails in a folder: each is rendered once, however many ask for it at once. */
export interface ThumbnailCache {
  /**
   * @param kind Which of the thumbnails of that blob.
   * @throws not-found `no-asset` where the blob was deleted while its thumbnail was made.
   */
  get(digest: string, kind: string, render: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/** Pages ask for many at once; more than this would take the cores from everything else. */
const rendersAtOnce = 2;

export function createThumbnailCache(folder: string, blobs: Pick<Blobs, 'has'>): ThumbnailCache {
  const limit = pLimit(rendersAtOnce);
  const rendering = new Map<string, Promise<Uint8Array>>();

  const make = async (path: string, digest: string, render: () => Promise<Uint8Array>) => {
    const bytes = await limit(render);
    const half = `${path}.${process.pid}`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(half, bytes);
    await rename(half, path);
    // Who deletes a blob looks for its thumbnails afterwards: one of the two sees the other.
    if (await blobs.has(digest)) return bytes;
    await rm(path, { force: true });
    throw notFound('no-asset', 'There is no asset of this digest.');
  };

  return {
    async get(digest, kind, render) {
      const name = thumbnailName(digest, kind);
      const path = thumbnailPath(folder, name);
      const kept = await readFile(path).catch(() => undefined);
      if (kept) return kept;
      const begun = rendering.get(name) ?? make(path, digest, render);
      rendering.set(name, begun);
      try {
        return await begun;
      } finally {
        rendering.delete(name);
      }
    },
  };
}
