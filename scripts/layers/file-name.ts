import type { Objection, SourceFile } from './source-file.ts';

/** Names that say nothing of what is inside, and so attract everything. */
const forbidden = ['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'manager', 'managers'];

/** Files and folders are named for the concept inside, in kebab-case. */
export function fileName({ path }: SourceFile): readonly Objection[] {
  const words = path.toLowerCase().split(/[/.-]/);
  const found = words.find((word) => forbidden.includes(word));
  if (found !== undefined) {
    const message = `"${found}" says nothing of what is inside: name it for its concept`;
    return [{ path, line: 1, message }];
  }
  if (/^[a-z0-9./-]+$/.test(path)) return [];
  return [{ path, line: 1, message: 'names are kebab-case: a-z, 0-9 and -' }];
}
