import type { Box } from '../../contracts/box.ts';
import type { Raster, Rasters } from '../../contracts/raster.ts';
import { rastersOf } from '../../media/image/rasters.ts';
import { embeddingRasters } from '../image-embedding/embed-image.ts';

/** What `embedImage` needs, and the part itself, which encoders of recipes start from. */
const cropRasters = [...embeddingRasters, 'view1280'] as const;

/**
 * The rasters of a part of a picture that embeddings are made from.
 *
 * @param view The picture, such as its raster `view1280`.
 * @param box Widened to whole pixels, at least one.
 */
export function cutCrop(view: Raster, box: Box): Promise<Rasters> {
  const left = Math.min(Math.floor(box.x * view.width), view.width - 1);
  const top = Math.min(Math.floor(box.y * view.height), view.height - 1);
  const right = Math.min(Math.ceil((box.x + box.width) * view.width), view.width);
  const bottom = Math.min(Math.ceil((box.y + box.height) * view.height), view.height);
  return rastersOf(
    cut(view, left, top, Math.max(right - left, 1), Math.max(bottom - top, 1)),
    cropRasters,
  );
}

function cut(from: Raster, left: number, top: number, width: number, height: number): Raster {
  const { channels, data } = from;
  const cutOut = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row += 1) {
    const start = ((top + row) * from.width + left) * channels;
    cutOut.set(data.subarray(start, start + width * channels), row * width * channels);
  }
  return { width, height, channels, data: cutOut };
}
