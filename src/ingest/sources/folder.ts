import { basename } from 'node:path';
import { itemsOfFolder, skippedExtensions, sortFiles } from '../folder/items.ts';
import { walkFolder } from '../folder/walk.ts';
import type { IngestEffects } from '../effects.ts';
import type { Listed } from '../listed.ts';
import type { SourceKind } from './place.ts';

/** A folder and all below it: pictures, videos and texts; see `walkFolder` for links and order. */
export const folderSource: SourceKind = {
  name: 'folder',
  accepts: 'a folder',
  fits: (place) => place.found === 'folder',
  open: async (place, _options, effects) => ({
    name: place.path,
    title: basename(place.path) || place.path,
    list: () => listFolder(place.path, effects),
    count: () => countFolder(place.path),
  }),
};

async function* listFolder(path: string, effects: IngestEffects): AsyncGenerator<Listed> {
  for await (const visit of walkFolder(path)) {
    if (visit.kind === 'problem') {
      yield visit;
      continue;
    }
    const sorted = sortFiles(visit.files);
    for (const extension of skippedExtensions(sorted)) effects.skipped(extension);
    yield* itemsOfFolder(visit, sorted);
  }
}

async function countFolder(path: string): Promise<number> {
  let count = 0;
  for await (const visit of walkFolder(path)) {
    count += visit.kind === 'problem' ? 1 : sortFiles(visit.files).content.length;
  }
  return count;
}
