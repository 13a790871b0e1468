import { constants, open } from 'node:fs/promises';
import { codeOf, inputError, reasonOf } from '../../base/errors.ts';
import { sniffedBytes } from '../../media/content-type.ts';
import type { ContentType } from '../../media/content-type.ts';
import type { AssetOrigin } from '../listed.ts';
import { sharedFetcher } from './fetcher.ts';
import type { Fetcher } from './fetcher.ts';
import { requireMedia } from './require-media.ts';

export interface AssetLimits {
  readonly maxImageBytes: number;
  readonly maxVideoBytes: number;
}

export const defaultAssetLimits: AssetLimits = {
  maxImageBytes: 200 * 2 ** 20,
  maxVideoBytes: 8 * 2 ** 30,
};

export type FileOrigin = Extract<AssetOrigin, { kind: 'file' }>;

/** Where a local asset lies, once it was checked: it is not read into memory. */
export interface AssetFile {
  readonly path: string | Buffer;
}

/**
 * Gets at an asset: the bytes of a URL or of what a source carries, the path of a local file. All
 * are images or videos by their first bytes, and within the limits.
 *
 * @throws input what `checkFile` and `Fetcher.fetch` throw; for carried bytes `empty-file`,
 *   `wrong-type`, `svg-refused`, `too-large`.
 */
export function readAsset(
  origin: Exclude<AssetOrigin, FileOrigin>,
  fetcher?: Fetcher,
  limits?: AssetLimits,
): Promise<Uint8Array>;
export function readAsset(
  origin: AssetOrigin,
  fetcher?: Fetcher,
  limits?: AssetLimits,
): Promise<Uint8Array | AssetFile>;
export async function readAsset(
  origin: AssetOrigin,
  fetcher: Fetcher = sharedFetcher(),
  limits: AssetLimits = defaultAssetLimits,
): Promise<Uint8Array | AssetFile> {
  if (origin.kind === 'file') {
    await checkFile(origin.path, limits);
    return { path: origin.path };
  }
  if (origin.kind === 'url') return (await fetcher.fetch(origin.url)).bytes;
  const bytes = await origin.bytes();
  checkSize(requireMedia(bytes, origin.name), bytes.length, origin.name, limits);
  return bytes;
}

/**
 * Looks at a local file, its kind, size and first bytes, before anything else opens it.
 *
 * @throws input `missing-file`, `unreadable`, `not-a-file`, `empty-file`, `too-large`,
 *   `wrong-type`, `svg-refused`.
 */
export async function checkFile(
  path: string | Buffer,
  limits: AssetLimits = defaultAssetLimits,
): Promise<ContentType> {
  const what = path.toString();
  const handle = await openFile(path, what);
  try {
    const status = await handle.stat();
    if (!status.isFile()) {
      throw inputError('not-a-file', `Expected a file at ${what}, got a folder or a device.`);
    }
    const head = Buffer.alloc(Math.min(sniffedBytes, status.size));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const type = requireMedia(head.subarray(0, bytesRead), what);
    checkSize(type, status.size, what, limits);
    return type;
  } finally {
    await handle.close();
  }
}

async function openFile(path: string | Buffer, what: string) {
  try {
    // Without NONBLOCK the opening of a named pipe would wait for its writer.
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = ['enoent', 'enotdir'].includes(codeOf(error)) ? 'missing-file' : 'unreadable';
    throw inputError(code, `Cannot read ${what}: ${reasonOf(error)}.`, { cause: error });
  }
}

function checkSize(type: ContentType, size: number, what: string, limits: AssetLimits): void {
  const limit = type.medium === 'image' ? limits.maxImageBytes : limits.maxVideoBytes;
  if (size <= limit) return;
  throw inputError('too-large', `Expected at most ${limit} bytes, ${what} has ${size}.`);
}
