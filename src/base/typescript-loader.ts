import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * Arguments of Node that let a thread or process of its own run this program's TypeScript. The
 * loader is named by its place: a bare name would be looked for from the working folder.
 */
export const typescriptLoader: readonly string[] = [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
];
