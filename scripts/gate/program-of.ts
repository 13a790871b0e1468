import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The JavaScript file that a package runs as a command: started with this very Node it works the
 * same on every system, without a shell.
 *
 * @throws Error where the package is not installed or has no such command.
 */
export function programOf(name: string, command = name): string {
  const folder = join(root, 'node_modules', ...name.split('/'));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin?.[command];
  if (path !== undefined) return join(folder, path);
  throw new Error(`Expected the package ${name} to have the command ${command}; it has none.`);
}
