import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { codeOf, dependencyError, UnderstoryError } from '../../base/errors.ts';
import type { PackageFile } from './recipe.ts';

const require = createRequire(import.meta.url);

/**
 * Reads a file of an installed npm package without running any of its code.
 *
 * @throws UnderstoryError `package-missing` (fault `dependency`) where the package or its file is
 *   not installed, `digest-mismatch` (fault `model`) where the bytes are not the pinned ones.
 */
export async function readPackageFile(file: PackageFile): Promise<Uint8Array> {
  for (const folder of require.resolve.paths(file.package) ?? []) {
    const bytes = await readIfThere(join(folder, file.package, ...file.path.split('/')));
    if (bytes !== undefined) return verified(file, bytes);
  }
  throw dependencyError(
    'package-missing',
    `Expected ${file.path} of the npm package ${file.package} ${file.version}, but it is not ` +
      'installed. Run "npm ci".',
  );
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (['enoent', 'enotdir'].includes(codeOf(error))) return undefined;
    throw error;
  }
}

function verified(file: PackageFile, bytes: Uint8Array): Uint8Array {
  const actual = digestOf(bytes);
  if (actual === file.digest) return bytes;
  throw new UnderstoryError(
    'model',
    'digest-mismatch',
    `Expected ${file.path} of ${file.package} ${file.version} to have SHA-256 ${file.digest}, got ` +
      `${actual}: another version is installed, or the file was changed. Run "npm ci".`,
  );
}
