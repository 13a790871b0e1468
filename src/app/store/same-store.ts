import { readdir } from 'node:fs/promises';
import { codeOf, conflict } from '../../base/errors.ts';
import type { Home } from '../../base/home.ts';
import { folderObjects } from '../../storage/objects/folder.ts';
import type { StoreSettings } from './store-settings.ts';

const note = 'store.txt';
const inHome = 'home';

/**
 * Notes in the home where its tables and blobs are, and sees to it that they are there next time:
 * the database says of items what only that store holds.
 *
 * @throws conflict `other-store` where the home was used with another.
 */
export async function requireSameStore(
  home: Home,
  { url = inHome }: Pick<StoreSettings, 'url'>,
): Promise<void> {
  const files = folderObjects(home.root);
  const noted = (await findNote(home)) ?? ((await hasTables(home)) ? inHome : undefined);
  if (noted === undefined) {
    if (await files.putIfAbsent(note, Buffer.from(url))) return;
    await requireSameStore(home, { url });
    return;
  }
  if (noted === url) return;
  throw conflict(
    'other-store',
    `The tables and assets of ${home.root} are in ${placeOf(noted)}, not in ${placeOf(url)}. ` +
      (noted === inHome ? 'Unset UNDERSTORY_STORE' : `Set UNDERSTORY_STORE=${noted}`) +
      ', or use a new home and read again.',
  );
}

async function findNote(home: Home): Promise<string | undefined> {
  const bytes = await folderObjects(home.root).find(note);
  return bytes && Buffer.from(bytes).toString('utf8').trim();
}

/** Homes from before the note was written had their tables within. */
async function hasTables(home: Home): Promise<boolean> {
  try {
    return (await readdir(home.lance)).some((name) => name.endsWith('.lance'));
  } catch (error) {
    if (codeOf(error) === 'enoent') return false;
    throw error;
  }
}

function placeOf(noted: string): string {
  return noted === inHome ? 'the home itself' : noted;
}
