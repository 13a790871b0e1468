import { UnderstoryError } from '../../base/errors.ts';
import type { Raster, RasterName, Rasters } from '../../contracts/raster.ts';

/** A raster that a signal asked for. @throws UnderstoryError `raster-missing` where it is not there. */
export function rasterOf(rasters: Rasters, name: RasterName): Raster {
  const raster = rasters[name];
  if (raster !== undefined) return raster;
  throw new UnderstoryError(
    'internal',
    'raster-missing',
    `Expected the raster ${name} among ${Object.keys(rasters).join(', ') || 'none'}: decode the ` +
      "picture with the signal's rasters.",
  );
}
