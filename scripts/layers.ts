/** The check of the tree: layers, the console's boundary, names and lengths of files. */
import { fileURLToPath } from 'node:url';
import { checkTree } from './layers/check-tree.ts';

const { files, objections } = await checkTree(fileURLToPath(new URL('..', import.meta.url)));
for (const { path, line, message } of objections) {
  process.stdout.write(`${path}:${line}: ${message}\n`);
}
process.stdout.write(
  objections.length === 0
    ? `${files} files keep to their layers\n`
    : `\n${objections.length} objections in ${files} files; ARCHITECTURE.md has the import rule\n`,
);
if (objections.length > 0) process.exitCode = 1;
