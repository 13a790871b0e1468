import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readModelFolder } from './folder.ts';
import { listModels } from './list.ts';

/**
 * The models that were trained on an item, by name, as their manifests say.
 *
 * @param hash Of the item's id; see `trainedOn` of the manifest.
 * @throws UnderstoryError where a manifest is not valid: it cannot be told what that model knows.
 */
export async function modelsTrainedOn(hash: string, modelsDir: string): Promise<string[]> {
  const names: string[] = [];
  for (const { name, source, state } of await listModels(modelsDir)) {
    // Those that are embedded were trained elsewhere, on nothing of ours.
    if (state === 'not made' || source?.kind === 'npm') continue;
    const { path, manifest } = await readModelFolder(join(modelsDir, name));
    if (manifest.trainedOn === undefined) continue;
    if (await hasLine(join(path, manifest.trainedOn), hash)) names.push(name);
  }
  return names;
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
