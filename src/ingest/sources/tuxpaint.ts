import { readFile, stat } from 'node:fs/promises';
import { codeOf, inputError } from '../../base/errors.ts';
import { extensionOf } from '../extensions.ts';
import { nameText, openablePath } from '../folder/name.ts';
import { walkFolder } from '../folder/walk.ts';
import type { FolderFile, FolderVisit } from '../folder/walk.ts';
import type { AssetOrigin, Listed } from '../listed.ts';
import { rasteriseTrustedSvg, rasterSide } from '../sample/rasterise.ts';
import { parseStampCaption } from '../sample/stamp-caption.ts';
import type { StampCaption } from '../sample/stamp-caption.ts';
import type { SourceKind } from './place.ts';

const stampsFolder = '/usr/share/tuxpaint/stamps';

/** The stamps of Debian's `tuxpaint-stamps-default`: about 1,000 pictures with captions. */
export const tuxpaintSource: SourceKind = {
  name: 'tuxpaint',
  accepts: '"tuxpaint" for its stamps where they are installed',
  fits: (place) => place.spec === 'tuxpaint',
  open: async () => {
    try {
      await stat(stampsFolder);
    } catch (error) {
      throw inputError(
        'tuxpaint-not-installed',
        `Expected Tux Paint's stamps in ${stampsFolder}, found none. Install them: apt-get install tuxpaint-stamps-default`,
        { cause: error },
      );
    }
    return {
      name: 'tuxpaint',
      title: "Tux Paint's stamps",
      list: listStamps,
      count: countStamps,
    };
  },
};

async function* listStamps(): AsyncGenerator<Listed> {
  for await (const visit of walkFolder(stampsFolder)) {
    if (visit.kind === 'problem') {
      yield visit;
      continue;
    }
    for (const stamp of stampsIn(visit)) yield await itemOf(stamp, visit);
  }
}

async function countStamps(): Promise<number> {
  let count = 0;
  for await (const visit of walkFolder(stampsFolder)) {
    count += visit.kind === 'problem' ? 1 : stampsIn(visit).length;
  }
  return count;
}

/** The pictures of a folder; the PNG where a stamp has an SVG as well. */
function stampsIn(visit: FolderVisit): FolderFile[] {
  const names = new Set(visit.files.map((file) => file.text));
  return visit.files.filter((file) => {
    const extension = extensionOf(file.text);
    return extension === '.png' || (extension === '.svg' && !names.has(`${stemOf(file.text)}.png`));
  });
}

async function itemOf(stamp: FolderFile, visit: FolderVisit): Promise<Listed> {
  const folder = nameText(visit.relative);
  const path = nameText(stamp.path);
  const stem = stemOf(stamp.text);
  // `_mirror` and `_flip` are drawn variants that share the caption of the stamp itself.
  const variant = /_(mirror|flip|mirror_flip)$/.exec(stem)?.[1];
  const base = variant === undefined ? stem : stem.slice(0, -variant.length - 1);
  const caption = await captionOf(path.slice(0, -stamp.text.length) + base);
  const translations = Object.entries(caption.translations).map(
    ([language, text]) => [`caption.${language}`, text] as const,
  );
  return {
    kind: 'item',
    id: `tuxpaint/${nameText(stamp.relative)}`,
    origin: path,
    assets: [await assetOf(stamp)],
    text: { title: caption.english || base.replaceAll(/[-_]+/g, ' '), tags: folder.split('/') },
    attributes: {
      folder,
      category: folder.split('/')[0] ?? folder,
      ...(variant === undefined ? {} : { variant }),
      ...Object.fromEntries(translations),
    },
  };
}

async function assetOf(stamp: FolderFile): Promise<AssetOrigin> {
  const path = openablePath(stamp.path);
  if (extensionOf(stamp.text) === '.png') return { kind: 'file', path };
  const { size, mtimeMs } = await stat(path);
  return {
    kind: 'bytes',
    name: `${stamp.text}.png`,
    revision: `${size}-${mtimeMs}@${rasterSide}`,
    bytes: async () => rasteriseTrustedSvg(await readFile(path)),
  };
}

async function captionOf(stem: string): Promise<StampCaption> {
  try {
    return parseStampCaption(await readFile(`${stem}.txt`, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'enoent') return { english: '', translations: {} };
    throw error;
  }
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extensionOf(name).length);
}
