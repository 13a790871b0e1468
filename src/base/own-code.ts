import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A file of this program to run in a thread or process of its own. */
export interface Entry {
  readonly path: string;
  /** Arguments that Node needs to run it. */
  readonly execArgv: string[];
}

/**
 * Finds a neighbour of a module by its name without ending, compiled or, in tests, as it was
 * written. The loader of TypeScript is named by its place: a bare name would be looked for from
 * the working folder.
 *
 * @param from The `import.meta.url` of the module.
 * @param name As in an import: `./decode-worker`.
 */
export function entryOf(from: string, name: string): Entry {
  const extension = extname(fileURLToPath(from));
  return {
    path: fileURLToPath(new URL(`${name}${extension}`, from)),
    execArgv: extension === '.ts' ? ['--import', typescriptLoader()] : [],
  };
}

/** The folder of package.json. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function typescriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
