import type { Raster, Rasters } from '../../contracts/raster.ts';

/**
 * The buffers of rasters that may be handed to another thread instead of copied: those that hold
 * one raster and nothing else. A view into a shared pool has to be copied.
 */
export function transferListOf(rasters: Readonly<Record<string, Raster>> | Rasters): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { data } of Object.values(rasters)) {
    const { buffer } = data;
    if (buffer instanceof ArrayBuffer && buffer.byteLength === data.byteLength) buffers.add(buffer);
  }
  return [...buffers];
}
