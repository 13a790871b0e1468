import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { consoleBoundary } from './console-boundary.ts';
import { fileLength } from './file-length.ts';
import { fileName } from './file-name.ts';
import { layerOrder } from './layer-order.ts';
import { readImports } from './read-imports.ts';
import type { Objection, Rule, SourceFile } from './source-file.ts';

const folders = ['src', 'console', 'scripts', 'bench', 'drill', 'test'];

const rules: readonly Rule[] = [layerOrder, consoleBoundary, fileLength, fileName];

export interface TreeReport {
  readonly files: number;
  readonly objections: readonly Objection[];
}

/** Holds every source file below `root` against every rule. Cycles of files are oxlint's part. */
export async function checkTree(root: string): Promise<TreeReport> {
  const files: SourceFile[] = [];
  for (const path of await listSources(root)) {
    const text = await readFile(join(root, path), 'utf8');
    const imports = path.endsWith('.css') ? [] : readImports(path, text);
    files.push({ path, imports, lines: text.replace(/\n$/, '').split('\n').length });
  }
  return {
    files: files.length,
    objections: files.flatMap((file) => rules.flatMap((rule) => rule(file))),
  };
}

async function listSources(root: string): Promise<readonly string[]> {
  const present = await readdir(root);
  const lists = await Promise.all(
    folders
      .filter((folder) => present.includes(folder))
      .map(async (folder) => {
        const paths = await readdir(join(root, folder), { recursive: true });
        return paths.map((path) => [folder, ...path.split(sep)].join('/'));
      }),
  );
  return lists
    .flat()
    .filter((path) => /\.(ts|tsx|css)$/.test(path))
    .toSorted();
}
