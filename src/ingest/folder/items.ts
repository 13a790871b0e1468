import { codeOf, messageOf } from '../../base/errors.ts';
import type { AttributeValue, ItemText } from '../../contracts/item.ts';
import { extensionOf, kindOfName } from '../extensions.ts';
import { problem } from '../listed.ts';
import type { AssetOrigin, Listed, ListedProblem } from '../listed.ts';
import { idOfPath, nameText, openablePath } from './name.ts';
import { readPlainText } from './plain-text.ts';
import { findSidecars, readSidecar } from './sidecar.ts';
import type { FolderFile, FolderVisit } from './walk.ts';

/** The files of one folder by what they are to be. */
export interface SortedFiles {
  /** Pictures and videos, SVG that will be refused, and texts that are nobody's sidecar. */
  readonly content: readonly FolderFile[];
  readonly sidecars: ReadonlyMap<FolderFile, readonly FolderFile[]>;
  readonly skipped: readonly FolderFile[];
}

export function sortFiles(files: readonly FolderFile[]): SortedFiles {
  const kinds = new Map(files.map((file) => [file, kindOfName(file.text)]));
  const media = files.filter((file) => ['image', 'video', 'svg'].includes(kinds.get(file) ?? ''));
  const sidecars = findSidecars(media, files);
  const beside = new Set([...sidecars.values()].flat());
  const isContent = (file: FolderFile): boolean =>
    kinds.get(file) !== undefined && !beside.has(file);
  return {
    content: files.filter(isContent),
    sidecars,
    skipped: files.filter((file) => !isContent(file) && !beside.has(file)),
  };
}

/** What the files of one folder list, in their order. */
export async function* itemsOfFolder(
  visit: FolderVisit,
  sorted: SortedFiles,
): AsyncGenerator<Listed> {
  for (const file of sorted.content) {
    const kind = kindOfName(file.text);
    if (kind === 'svg') {
      yield refuse(
        file,
        'svg-refused',
        `SVG can run code and is refused: ${file.text}. Convert it to PNG.`,
      );
    } else if (kind === 'text') {
      yield await textItem(file, visit);
    } else {
      yield* mediaItem(file, visit, sorted.sidecars.get(file) ?? []);
    }
  }
}

async function* mediaItem(
  file: FolderFile,
  visit: FolderVisit,
  sidecars: readonly FolderFile[],
): AsyncGenerator<Listed> {
  let text: ItemText = { tags: [] };
  let attributes: Record<string, AttributeValue> = {};
  for (const sidecar of sidecars) {
    try {
      const said = await readSidecar(sidecar);
      // The first sidecar, the JSON one, has the say.
      text = { ...said.text, ...text, tags: text.tags.length > 0 ? text.tags : said.text.tags };
      attributes = { ...said.attributes, ...attributes };
    } catch (error) {
      const message = `The text beside ${file.text} was left out: ${messageOf(error)}`;
      yield { ...refuse(file, codeOf(error), message), origin: nameText(sidecar.path) };
    }
  }
  yield itemOf(file, visit, [{ kind: 'file', path: openablePath(file.path) }], text, attributes);
}

async function textItem(file: FolderFile, visit: FolderVisit): Promise<Listed> {
  try {
    const text = await readPlainText(file.path);
    if (text.title === undefined && text.description === undefined) {
      return refuse(file, 'empty-file', `Expected text in ${file.text}, the file is empty.`);
    }
    return itemOf(file, visit, [], text, {});
  } catch (error) {
    return refuse(
      file,
      codeOf(error) === 'eacces' ? 'unreadable' : codeOf(error),
      messageOf(error),
    );
  }
}

function itemOf(
  file: FolderFile,
  visit: FolderVisit,
  assets: readonly AssetOrigin[],
  text: ItemText,
  attributes: Record<string, AttributeValue>,
): Listed {
  const folder = visit.relative.length === 0 ? {} : { folder: nameText(visit.relative) };
  return {
    kind: 'item',
    id: idOfPath(file.relative),
    origin: nameText(file.path),
    assets,
    text,
    attributes: { ...attributes, ...folder },
  };
}

function refuse(file: FolderFile, code: string, message: string): ListedProblem {
  return problem(nameText(file.path), code, message, idOfPath(file.relative));
}

/** Extensions of the files that were left out: `''` for none. */
export function skippedExtensions(sorted: SortedFiles): string[] {
  return sorted.skipped.map((file) => extensionOf(file.text));
}
