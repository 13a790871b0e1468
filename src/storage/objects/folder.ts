import {
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { randomUUID } from 'node:crypto';
import { codeOf } from '../../base/errors.ts';
import type { ObjectHead, Objects } from './objects.ts';

/** The files below a folder, which need not be there yet. */
export function folderObjects(root: string): Objects {
  const place = (path: string) => join(root, ...path.split('/'));
  return {
    root,
    async list(prefix) {
      const folder = prefix.includes('/') ? place(prefix.slice(0, prefix.lastIndexOf('/'))) : root;
      const entries = await unlessAbsent(
        readdir(folder, { recursive: true, withFileTypes: true }),
        [],
      );
      const heads = entries
        .filter((entry) => entry.isFile())
        .map((entry) => headOf(root, join(entry.parentPath, entry.name)));
      const found = await Promise.all(heads);
      return found.flatMap((head) => (head?.path.startsWith(prefix) ? [head] : []));
    },
    find: (path) => unlessAbsent(readFile(place(path)), undefined),
    async put(path, bytes) {
      await rename(await writeHalf(place(path), bytes), place(path));
    },
    async putIfAbsent(path, bytes) {
      const half = await writeHalf(place(path), bytes);
      try {
        await linkOrCopy(half, place(path));
        return true;
      } catch (error) {
        if (codeOf(error) === 'eexist') return false;
        throw error;
      } finally {
        await rm(half);
      }
    },
    delete: (path) => rm(place(path), { force: true }),
  };
}

/** Gives a file a name that is free: by a link, which is whole at once, where there are links. */
async function linkOrCopy(file: string, target: string): Promise<void> {
  try {
    await link(file, target);
  } catch (error) {
    // What FAT and some mounts of virtual machines say; there, for a moment, it is seen half.
    if (!['eperm', 'enotsup', 'enosys', 'eopnotsupp'].includes(codeOf(error))) throw error;
    await copyFile(file, target, constants.COPYFILE_EXCL);
  }
}

async function writeHalf(target: string, bytes: Uint8Array): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  const half = `${target}.${randomUUID()}`;
  await writeFile(half, bytes, { flush: true });
  return half;
}

async function headOf(root: string, file: string): Promise<ObjectHead | undefined> {
  // What is listed may have gone by now.
  const found = await unlessAbsent(stat(file), undefined);
  return (
    found && {
      path: relative(root, file).split(sep).join('/'),
      sizeBytes: found.size,
      modifiedAt: found.mtimeMs,
    }
  );
}

async function unlessAbsent<Value, Otherwise>(
  value: Promise<Value>,
  otherwise: Otherwise,
): Promise<Value | Otherwise> {
  try {
    return await value;
  } catch (error) {
    if (codeOf(error) === 'enoent') return otherwise;
    throw error;
  }
}
