import { readFile } from 'node:fs/promises';
import { inputError, reasonOf } from '../../base/errors.ts';

/** The bytes of a picture to search with. @throws input `unreadable` */
export async function readPicture(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw inputError('unreadable', `Cannot read the picture ${path}: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}
