import { UnderstoryError } from '../../base/errors.ts';
import type { Asset } from '../../contracts/item.ts';
import { readHeader } from '../../media/image/header.ts';
import { defaultImageLimits } from '../../media/image/limits.ts';
import type { Blobs } from '../../storage/blobs.ts';

/** Pixels of the upright picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const noSize: PictureSize = { width: 0, height: 0 };

/**
 * The size in the header of a picture, so that it has its place on a page before it is decoded.
 * Zeros where there is none to read: decoding says what is wrong.
 */
export async function pictureSize(asset: Asset | undefined, blobs: Blobs): Promise<PictureSize> {
  if (asset?.medium !== 'image') return noSize;
  try {
    const { width, height } = await readHeader(await blobs.read(asset.digest), defaultImageLimits);
    return { width, height };
  } catch (error) {
    if (error instanceof UnderstoryError) return noSize;
    throw error;
  }
}
