import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { testModelsFolder } from '../../test/fixtures/models-folder.ts';

/** A home in that folder, with the models that all share. */
export async function makeHomeIn(root: string): Promise<string> {
  await mkdir(root);
  await chmod(root, 0o755);
  await mkdir(testModelsFolder, { recursive: true });
  await symlink(testModelsFolder, join(root, 'models'));
  return root;
}
