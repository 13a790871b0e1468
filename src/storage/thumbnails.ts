import { join } from 'node:path';
import { folderObjects } from './objects/folder.ts';

/** Where the thumbnail of this name lies in the folder of thumbnails. */
export function thumbnailPath(folder: string, name: string): string {
  return join(folder, name.slice(0, 2), `${name}.webp`);
}

/** A name begins with the digest of the bytes that it is of. */
export function thumbnailName(digest: string, kind: string): string {
  return `${digest}-${kind}`;
}

/** The files of thumbnails on this machine, whole or half-written, with the digest that each is of. */
export async function listThumbnails(
  folder: string,
): Promise<{ readonly path: string; readonly digest: string }[]> {
  const heads = await folderObjects(folder).list('');
  return heads.map(({ path }) => ({
    path: join(folder, path),
    digest: path.slice(path.lastIndexOf('/') + 1).split('-')[0] ?? '',
  }));
}
