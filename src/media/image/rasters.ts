import type { Raster, RasterName, Rasters } from '../../contracts/raster.ts';
import { sharp } from './engine.ts';
import { enlargeRaster } from './enlarge.ts';
import { covers, equalSize, pixelsOf, rasterSize, type Size } from './raster-sizes.ts';

/** The wanted rasters of a picture that is in memory already, such as a frame of a video. */
export async function rastersOf(frame: Raster, wanted: readonly RasterName[]): Promise<Rasters> {
  return deriveRasters(frame, frame, wanted);
}

/**
 * The wanted rasters, each made from the smallest one before it that covers it, so that the large
 * base is walked as seldom as possible. Equal rasters are one object.
 *
 * @param base The picture itself or a smaller one that covers all rasters but enlarged ones.
 * @param original The size of the picture, which decides the size of its rasters.
 */
export async function deriveRasters(
  base: Raster,
  original: Size,
  wanted: readonly RasterName[],
): Promise<Rasters> {
  const targets = wanted
    .map((name) => ({ name, size: rasterSize(name, original) }))
    .toSorted((a, b) => pixelsOf(b.size) - pixelsOf(a.size));
  const made: Raster[] = [base];
  const rasters: { [Name in RasterName]?: Raster } = {};
  for (const { name, size } of targets) {
    const source = smallestCovering(made, size) ?? base;
    const raster = await resizeRaster(source, size);
    // An enlarged raster has no detail that the base lacks, and less of its own.
    if (covers(base, raster)) made.push(raster);
    rasters[name] = raster;
  }
  return rasters;
}

function smallestCovering(made: readonly Raster[], size: Size): Raster | undefined {
  return made
    .filter((raster) => covers(raster, size))
    .toSorted((a, b) => pixelsOf(a) - pixelsOf(b))
    .at(0);
}

/** Stretches to a size with the triangle kernel, widened by the scale when reducing. Gives RGB. */
export async function resizeRaster(source: Raster, size: Size): Promise<Raster> {
  const reduced = await reduceRaster(source, {
    width: Math.min(source.width, size.width),
    height: Math.min(source.height, size.height),
  });
  return equalSize(reduced, size) ? reduced : enlargeRaster(reduced, size);
}

async function reduceRaster(source: Raster, { width, height }: Size): Promise<Raster> {
  if (source.channels === 3 && equalSize(source, { width, height })) return source;
  const { data, info } = await sharp(source.data, {
    raw: { width: source.width, height: source.height, channels: source.channels },
    limitInputPixels: false,
  })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return rgbRaster(data, info);
}

/** What sharp gave, as a raster; three channels are an invariant of every pipeline here. */
export function rgbRaster(data: Uint8Array, info: Size & { readonly channels: number }): Raster {
  const { width, height, channels } = info;
  if (channels !== 3) throw new RangeError(`expected 3 channels, got ${channels}`);
  return { width, height, channels, data };
}
