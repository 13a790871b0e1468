import type { Raster } from '../../contracts/raster.ts';
import { sharp } from './engine.ts';
import { decodeFailure } from './failure.ts';
import { openImage } from './decode.ts';
import { readHeader } from './header.ts';
import { defaultImageLimits, type ImageLimits } from './limits.ts';

/**
 * A WebP of the upright first frame, `widthPx` wide or as wide as the original if that is less.
 * Throws what `decodeImage` throws.
 */
export async function renderThumbnail(
  bytes: Uint8Array,
  widthPx: number,
  limits: ImageLimits = defaultImageLimits,
): Promise<Uint8Array> {
  const { format } = await readHeader(bytes, limits);
  return openImage(bytes, limits)
    .resize({ width: widthPx, height: widthPx * 8, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
    .catch((error: unknown) => {
      throw decodeFailure(error, format, bytes);
    });
}

/** The same of pixels in memory, such as a frame of a video. */
export async function renderRasterThumbnail(raster: Raster, widthPx: number): Promise<Uint8Array> {
  const { width, height, channels, data } = raster;
  return await sharp(data, { raw: { width, height, channels } })
    .resize({ width: widthPx, height: widthPx * 8, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer();
}
