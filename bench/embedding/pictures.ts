import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Raster } from '../../src/contracts/raster.ts';
import { decodeImage } from '../../src/media/image/decode.ts';

export interface Picture {
  readonly path: string;
  /** The first folder below the root. */
  readonly category: string;
}

/** The pictures below a folder, at most `limit` evenly chosen, in the order of their paths. */
export async function listPictures(root: string, limit: number): Promise<Picture[]> {
  const files = (await readdir(root, { recursive: true, encoding: 'utf8' }))
    .filter((file) => /\.(jpe?g|png|svg)$/i.test(file) && file.includes('/'))
    .toSorted();
  const step = Math.max(1, files.length / limit);
  return Array.from({ length: Math.min(limit, files.length) }, (_, index) => {
    const file = files[Math.floor(index * step)] ?? '';
    return { path: join(root, file), category: file.split('/')[0] ?? '' };
  });
}

/** A picture as squares of these sides; SVGs, which the program itself refuses, are drawn first. */
export async function decodeSquares({ path }: Picture) {
  const bytes = path.endsWith('.svg')
    ? await sharp(path, { density: 150 }).resize(800, 800, { fit: 'inside' }).png().toBuffer()
    : await readFile(path);
  const { rasters } = await decodeImage(bytes, ['square224', 'square320', 'square512']);
  const { square224, square320, square512 } = rasters;
  if (!square224 || !square320 || !square512) throw new Error(`cannot decode ${path}`);
  return { 224: square224, 320: square320, 512: square512 };
}

export function mirrored(raster: Raster): Raster {
  const { width, height } = raster;
  const data = new Uint8Array(raster.data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + width - 1 - x) * 3;
      data.set(raster.data.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { ...raster, data };
}

/** The middle of a picture, `share` of each side, at 224². */
export async function middle(raster: Raster, share: number): Promise<Raster> {
  const side = Math.round(raster.width * share);
  const start = Math.floor((raster.width - side) / 2);
  const data = await sharp(raster.data, {
    raw: { width: raster.width, height: raster.height, channels: 3 },
  })
    .extract({ left: start, top: start, width: side, height: side })
    .resize(224, 224, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return { width: 224, height: 224, channels: 3, data };
}

/** The pixels of a picture at 16², and its histogram of 8×8×8 colours (roots of the counts). */
export async function plainFeatures(raster: Raster) {
  const pixels = await sharp(raster.data, {
    raw: { width: raster.width, height: raster.height, channels: 3 },
  })
    .resize(16, 16, { fit: 'fill' })
    .raw()
    .toBuffer();
  const histogram = new Float32Array(512);
  for (let at = 0; at < raster.data.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = raster.data.subarray(at, at + 3);
    const bin = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  return { pixels: Float32Array.from(pixels), histogram: histogram.map(Math.sqrt) };
}
