import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { problem } from '../listed.ts';
import type { ListedProblem } from '../listed.ts';
import { compareNames, idOfPath, joinBytes, nameText, openablePath } from './name.ts';

export interface FolderFile {
  readonly name: Buffer;
  /** The name as text. */
  readonly text: string;
  readonly path: Buffer;
  /** The path from the source's root, with forward slashes. */
  readonly relative: Buffer;
}

/** One folder with the files in it, in people's order. */
export interface FolderVisit {
  readonly kind: 'folder';
  readonly relative: Buffer;
  readonly files: readonly FolderFile[];
}

interface Waiting {
  readonly path: Buffer;
  readonly relative: Buffer;
}

/**
 * Visits a folder and all below it, a folder's files before its subfolders, both in people's
 * order; hidden names are left out. Links to files are followed; links to folders are visited
 * after all that is no link, each real folder once, so loops end and an id does not depend on a
 * link. A link to a folder that was visited or is above is a `symlink-loop` problem; what cannot be
 * looked into is an `unreadable-folder` or `unreadable` problem. Holds the names of one folder.
 */
export async function* walkFolder(root: string): AsyncGenerator<FolderVisit | ListedProblem> {
  const visited = await foldersAbove(root);
  const links: Waiting[] = [];
  const waiting: Waiting[] = [{ path: Buffer.from(root), relative: Buffer.alloc(0) }];
  for (;;) {
    const link = waiting.length === 0 ? links.shift() : undefined;
    const folder = waiting.pop() ?? link;
    if (folder === undefined) return;
    const origin = nameText(folder.path);
    let found: Found;
    try {
      const identity = await identityOf(folder.path);
      if (visited.has(identity)) {
        if (link === undefined) continue;
        yield problem(
          origin,
          'symlink-loop',
          'This link leads to a folder that was read already; it was not followed.',
          idOfPath(folder.relative),
        );
        continue;
      }
      visited.add(identity);
      found = await readFolder(folder);
    } catch (error) {
      yield problem(
        origin,
        'unreadable-folder',
        `Cannot look into the folder: ${messageOf(error)}. Check its permissions.`,
        folder.relative.length === 0 ? undefined : idOfPath(folder.relative),
      );
      continue;
    }
    yield* found.problems;
    if (found.files.length > 0)
      yield { kind: 'folder', relative: folder.relative, files: found.files };
    waiting.push(...found.folders.toReversed());
    links.push(...found.links);
  }
}

interface Found {
  readonly files: FolderFile[];
  readonly folders: FolderFile[];
  readonly links: FolderFile[];
  readonly problems: ListedProblem[];
}

async function readFolder(folder: Waiting): Promise<Found> {
  const found: Found = { files: [], folders: [], links: [], problems: [] };
  const entries = await readdir(folder.path, { encoding: 'buffer', withFileTypes: true });
  const named = entries
    .map((entry) => ({ entry, name: entry.name, text: nameText(entry.name) }))
    .filter(({ text }) => !text.startsWith('.'))
    .toSorted(compareNames);
  for (const { entry, name, text } of named) {
    const file: FolderFile = {
      name,
      text,
      path: joinBytes(folder.path, name),
      relative: joinBytes(folder.relative, name),
    };
    if (entry.isDirectory()) found.folders.push(file);
    else if (entry.isFile()) found.files.push(file);
    else if (entry.isSymbolicLink()) await followLink(file, found);
  }
  return found;
}

async function followLink(link: FolderFile, found: Found): Promise<void> {
  try {
    const target = await stat(link.path);
    if (target.isDirectory()) found.links.push(link);
    else if (target.isFile()) found.files.push(link);
  } catch (error) {
    const isLoop = error instanceof Error && 'code' in error && error.code === 'ELOOP';
    const code = isLoop ? 'symlink-loop' : 'unreadable';
    found.problems.push(
      problem(
        nameText(link.path),
        code,
        `Cannot follow the link: ${messageOf(error)}.`,
        idOfPath(link.relative),
      ),
    );
  }
}

async function foldersAbove(root: string): Promise<Set<string>> {
  const above = new Set<string>();
  let folder = await realpath(root);
  while (dirname(folder) !== folder) {
    folder = dirname(folder);
    above.add(await identityOf(Buffer.from(folder)));
  }
  return above;
}

async function identityOf(path: Buffer): Promise<string> {
  const { dev, ino } = await stat(openablePath(path), { bigint: true });
  return `${dev}:${ino}`;
}
