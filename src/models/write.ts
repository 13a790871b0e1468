import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { digestOf } from '../base/digest.ts';
import { codeOf } from '../base/errors.ts';
import { manifestFile, onnxFile } from './folder.ts';
import { modelManifestSchema, type ModelDescription, type ModelManifest } from './manifest.ts';

/** A model in memory, about to become a folder. */
export interface MadeModel {
  readonly description: ModelDescription;
  readonly onnx: Uint8Array;
  /** Further files by name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** The manifest of a model that is about to be written. */
export function manifestOf({ description, onnx, files }: MadeModel): ModelManifest {
  return modelManifestSchema.parse({
    format: 1,
    ...description,
    onnx: { digest: digestOf(onnx), sizeBytes: onnx.length },
    files: Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [
        name,
        { digest: digestOf(bytes), sizeBytes: bytes.length },
      ]),
    ),
  });
}

/**
 * Writes a model folder whole or not at all: into a folder of its own beside `path`, flushed, then
 * renamed. Where another process was first, its folder stays and this one is thrown away.
 */
export async function writeModelFolder(path: string, model: MadeModel): Promise<void> {
  const manifest = manifestOf(model);
  await mkdir(dirname(path), { recursive: true });
  const partial = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
  try {
    const write = (name: string, content: Uint8Array | string) =>
      writeFile(join(partial, name), content, { flush: true });
    await write(onnxFile, model.onnx);
    for (const [name, bytes] of Object.entries(model.files)) await write(name, bytes);
    await write(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await isFolder(path)) || !['enotempty', 'eexist', 'eperm'].includes(codeOf(error))) {
      throw error;
    }
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'enoent') return undefined;
    throw error;
  });
  return found?.isDirectory() ?? false;
}
