import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOf } from '../base/digest.ts';
import { UnderstoryError, messageOf, notFound } from '../base/errors.ts';
import type { Model } from '../runtime/model.ts';
import { openSession } from '../runtime/session.ts';
import { modelManifestSchema, type ModelManifest } from './manifest.ts';

export const manifestFile = 'model.json';
export const onnxFile = 'model.onnx';

/** A model on disk: its manifest, and beside it `model.onnx` and further files. */
export interface ModelFolder {
  readonly path: string;
  readonly manifest: ModelManifest;
}

/**
 * Reads the manifest of a model folder.
 *
 * @throws UnderstoryError `model-not-found` where there is no manifest, `manifest` (fault `model`)
 *   where it is not what the schema says.
 */
export async function readModelFolder(path: string): Promise<ModelFolder> {
  const text = await readManifest(path);
  const parsed = modelManifestSchema.safeParse(parseJson(text, path));
  if (!parsed.success) throw badManifest(path, z.prettifyError(parsed.error));
  return { path, manifest: parsed.data };
}

/**
 * The bytes of one of a folder's files, `model.onnx` among them, as the manifest digests them.
 *
 * @throws UnderstoryError `model-file` where the manifest has no such file, `digest-mismatch`
 *   (both fault `model`) where the bytes are not those that the manifest promises.
 */
export async function readModelFile(folder: ModelFolder, name: string): Promise<Uint8Array> {
  const { manifest, path } = folder;
  const promised = name === onnxFile ? manifest.onnx : manifest.files[name];
  if (promised === undefined) {
    const known = Object.keys(manifest.files).join(', ') || 'none';
    throw new UnderstoryError(
      'model',
      'model-file',
      `The model ${manifest.name} has no file ${name}; its further files are: ${known}.`,
    );
  }
  const bytes = await readFile(join(path, name));
  const actual = digestOf(bytes);
  if (actual !== promised.digest) {
    throw new UnderstoryError(
      'model',
      'digest-mismatch',
      `Expected ${name} of the model ${manifest.name} to have SHA-256 ${promised.digest}, got ` +
        `${actual} (${bytes.length} bytes): it was changed or cut short. Remove ${path}; it is ` +
        'made again at the next use, or added again with "understory models add".',
    );
  }
  return bytes;
}

/** Loads the model of a folder. Its files' digests are checked on the very bytes that are used. */
export async function openModelFolder(folder: ModelFolder): Promise<Model> {
  const { name, onnx, inputs } = folder.manifest;
  return openSession({
    name,
    onnx: await readModelFile(folder, onnxFile),
    digest: onnx.digest,
    file: (file) => readModelFile(folder, file),
    varyingShapes: inputs.some(({ dims }) => dims.some((dim) => typeof dim === 'string')),
  });
}

async function readManifest(path: string): Promise<string> {
  try {
    return await readFile(join(path, manifestFile), 'utf8');
  } catch (cause) {
    throw notFound(
      'model-not-found',
      `Expected a model folder with a ${manifestFile} at ${path}: ${messageOf(cause)}`,
      { cause },
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badManifest(path, messageOf(cause), cause);
  }
}

function badManifest(path: string, why: string, cause?: unknown): UnderstoryError {
  return new UnderstoryError('model', 'manifest', `The manifest of ${path} is not valid: ${why}`, {
    cause,
  });
}
