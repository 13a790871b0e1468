import type { Raster, RasterName, Rasters } from '../../contracts/raster.ts';
import { sharp } from './engine.ts';
import { decodeFailure } from './failure.ts';
import { readHeader, type ImageHeader } from './header.ts';
import { defaultImageLimits, type ImageLimits } from './limits.ts';
import { decodeSize, rasterSize } from './raster-sizes.ts';
import { deriveRasters, rgbRaster } from './rasters.ts';

/** A decoded picture: its header and the rasters that were asked for. */
export interface DecodedImage extends ImageHeader {
  readonly rasters: Rasters;
}

/**
 * Decodes a picture once and gives the wanted rasters of its first frame: upright by EXIF, in sRGB
 * whatever its profile, 8-bit RGB, transparency flattened on white.
 *
 * The format is known by content. Throws an input error with a code of `readHeader`, `truncated`,
 * `corrupt`, `unsupported-format` or `decode-timeout`.
 */
export async function decodeImage(
  bytes: Uint8Array,
  wanted: readonly RasterName[],
  limits: ImageLimits = defaultImageLimits,
): Promise<DecodedImage> {
  const header = await readHeader(bytes, limits);
  if (wanted.length === 0) return { ...header, rasters: {} };
  const sizes = wanted.map((name) => rasterSize(name, header));
  const base = await decodeTo(bytes, header, decodeSize(sizes, header), limits);
  return { ...header, rasters: await deriveRasters(base, header, wanted) };
}

async function decodeTo(
  bytes: Uint8Array,
  { format }: ImageHeader,
  { width, height }: { width: number; height: number },
  limits: ImageLimits,
): Promise<Raster> {
  try {
    const { data, info } = await openImage(bytes, limits)
      .resize(width, height, { fit: 'fill', kernel: 'linear' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return rgbRaster(data, info);
  } catch (error) {
    throw decodeFailure(error, format, bytes);
  }
}

/** A pipeline on the first frame: upright, on white, in sRGB. Size and format are still to say. */
export function openImage(bytes: Uint8Array, limits: ImageLimits) {
  return sharp(bytes, { failOn: 'error', limitInputPixels: limits.maxPixels })
    .timeout({ seconds: limits.timeoutSeconds })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
}
