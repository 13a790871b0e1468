import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * So many photos from the folders below `folder`, of each folder in turn, so that a part of them is
 * like the whole.
 */
export async function choosePhotos(folder: string, count: number): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const photos = entries.filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name));
  const folders = [...new Set(photos.map(({ parentPath }) => parentPath))]
    .toSorted()
    .map((path) => photos.filter(({ parentPath }) => parentPath === path));
  const chosen: string[] = [];
  for (let round = 0; chosen.length < count; round += 1) {
    const next = folders.flatMap((files) => {
      const file = files[round];
      return file ? [join(file.parentPath, file.name)] : [];
    });
    if (next.length === 0) break;
    chosen.push(...next);
  }
  return chosen.slice(0, count);
}

/** Copies photos into a folder of their own. */
export async function layOut(photos: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, photo] of photos.entries()) {
    await copyFile(photo, join(folder, `${index}-${basename(photo)}`));
  }
}
