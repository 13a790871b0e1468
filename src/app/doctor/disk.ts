import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../../base/errors.ts';
import { failed, ok, warning, type Check, type Finding } from './check.ts';

/** The database, the models and a small catalogue. */
const neededBytes = 1e9;
const comfortableBytes = 5e9;

export const disk: Check = {
  name: 'disk',
  async run({ home }) {
    const folder = await nearestFolder(home.root);
    try {
      await access(folder, constants.W_OK);
    } catch {
      return failed(
        `${folder} cannot be written`,
        'Choose another home with --home or UNDERSTORY_HOME, or mend its permissions.',
      );
    }
    const { bavail, bsize } = await statfs(folder);
    return judgeSpace(bavail * bsize, home.root);
  },
};

export function judgeSpace(freeBytes: number, home: string): Finding {
  const found = `${(freeBytes / 1e9).toFixed(1)} GB free for ${home}`;
  if (freeBytes >= comfortableBytes) return ok(found);
  const todo = 'Make room, or choose a home on another disk with --home or UNDERSTORY_HOME.';
  return freeBytes >= neededBytes ? warning(found, todo) : failed(found, todo);
}

/** The folder itself or, where it is not there yet, the one that it would be made in. */
async function nearestFolder(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch (error) {
    const parent = dirname(path);
    if (codeOf(error) !== 'enoent' || parent === path) throw error;
    return await nearestFolder(parent);
  }
}
