import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, messageOf } from '../base/errors.ts';
import { modelFiles } from './embedded/make.ts';
import type { EmbeddedModel } from './embedded/recipe.ts';
import { embeddedModels } from './embedded/table.ts';
import { embeddedModelPath } from './ensure.ts';
import { readModelFolder } from './folder.ts';
import type { ModelManifest } from './manifest.ts';

/** A model that can be used by its name. */
export interface ListedModel {
  readonly name: string;
  readonly task: string;
  /** `ready` on disk; `not made` before the first use of an embedded one; `broken` says `problem`. */
  readonly state: 'ready' | 'not made' | 'broken';
  readonly source: ModelManifest['source'] | null;
  /** SPDX identifier. */
  readonly licence: string | null;
  /** Of its ONNX file, once it is on disk. */
  readonly sizeBytes: number | null;
  readonly digest: string | null;
  readonly problem: string | null;
}

/** The embedded models, made or not, and then the folders of `modelsDir`, by name. */
export async function listModels(modelsDir: string): Promise<readonly ListedModel[]> {
  const embedded = [...embeddedModels.values()].map((recipe) => listEmbedded(recipe, modelsDir));
  const added = (await folderNames(modelsDir)).map((name) =>
    listFolder(name, join(modelsDir, name), 'broken'),
  );
  return await Promise.all([...embedded, ...added]);
}

async function listEmbedded(recipe: EmbeddedModel, modelsDir: string): Promise<ListedModel> {
  const listed = await listFolder(recipe.name, embeddedModelPath(recipe, modelsDir), 'not made');
  if (listed.state === 'ready') return listed;
  const { task, licence } = recipe;
  const [{ package: package_, version }] = modelFiles(recipe);
  const source = { kind: 'npm' as const, package: package_, version };
  return { ...listed, task, licence, source };
}

/** @param unlessThere What it is where there is no manifest. */
async function listFolder(
  name: string,
  path: string,
  unlessThere: 'not made' | 'broken',
): Promise<ListedModel> {
  try {
    const { manifest } = await readModelFolder(path);
    const { task, source, licence, onnx } = manifest;
    return { name, task, state: 'ready', source, licence, ...onnx, problem: null };
  } catch (error) {
    const state = codeOf(error) === 'model-not-found' ? unlessThere : 'broken';
    const nothing = { source: null, licence: null, sizeBytes: null, digest: null };
    const problem = state === 'broken' ? messageOf(error) : null;
    return { name, task: 'unknown', state, ...nothing, problem };
  }
}

/** Folders that were added; `embedded` has a list of its own, and what begins with a dot is not whole. */
async function folderNames(modelsDir: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(modelsDir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => name !== 'embedded' && !name.startsWith('.'))
      .toSorted();
  } catch (error) {
    if (codeOf(error) === 'enoent') return [];
    throw error;
  }
}
