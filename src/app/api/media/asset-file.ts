import { codeOf, notFound } from '../../../base/errors.ts';
import type { Blobs } from '../../../storage/blobs.ts';

/**
 * A file on this machine that holds the bytes of an asset.
 *
 * @throws not-found `no-asset`
 */
export async function assetFile(digest: string, blobs: Blobs): Promise<string> {
  try {
    return await blobs.localPath(digest);
  } catch (cause) {
    if (codeOf(cause) !== 'no-blob') throw cause;
    throw notFound('no-asset', 'There is no asset of this digest.', { cause });
  }
}
