import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { messageOf } from '../base/errors.ts';
import { readModelFolder } from './folder.ts';
import { listModels } from './list.ts';

/**
 * The models that were trained on an item, by name, as their manifests say. One whose manifest or
 * list of items cannot be read is among them, with a note: nobody can tell what it knows.
 *
 * @param hash Of the item's id; see `trainedOn` of the manifest.
 */
export async function modelsTrainedOn(hash: string, modelsDir: string): Promise<string[]> {
  const names: string[] = [];
  for (const { name, source, state } of await listModels(modelsDir)) {
    // Those that are embedded were trained elsewhere, on nothing of ours.
    if (state === 'not made' || source?.kind === 'npm') continue;
    try {
      if (await isTrainedOn(hash, join(modelsDir, name))) names.push(name);
    } catch (error) {
      names.push(`${name} (perhaps: ${messageOf(error)})`);
    }
  }
  return names;
}

async function isTrainedOn(hash: string, folder: string): Promise<boolean> {
  const { path, manifest } = await readModelFolder(folder);
  if (manifest.trainedOn === undefined) return false;
  return await hasLine(join(path, manifest.trainedOn), hash);
}

async function hasLine(path: string, wanted: string): Promise<boolean> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  try {
    for await (const line of lines) if (line === wanted) return true;
    return false;
  } finally {
    lines.close();
  }
}
