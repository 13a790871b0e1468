import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import type { Home } from '../../../base/home.ts';

/** Thumbnails by name in a folder: each is rendered once, however many ask for it at once. */
export interface ThumbnailCache {
  get(name: string, render: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/** Pages ask for many at once; more than this would take the cores from everything else. */
const rendersAtOnce = 2;

export function createThumbnailCache(home: Home): ThumbnailCache {
  const folder = join(home.root, 'thumbnails');
  const limit = pLimit(rendersAtOnce);
  const rendering = new Map<string, Promise<Uint8Array>>();

  const make = async (path: string, render: () => Promise<Uint8Array>) => {
    const bytes = await limit(render);
    const half = `${path}.${process.pid}`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(half, bytes);
    await rename(half, path);
    return bytes;
  };

  return {
    async get(name, render) {
      const path = join(folder, name.slice(0, 2), `${name}.webp`);
      const kept = await readFile(path).catch(() => undefined);
      if (kept) return kept;
      const begun = rendering.get(name) ?? make(path, render);
      rendering.set(name, begun);
      try {
        return await begun;
      } finally {
        rendering.delete(name);
      }
    },
  };
}
