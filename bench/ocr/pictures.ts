import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../../src/base/random.ts';
import type { Raster } from '../../src/contracts/raster.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { renderText, type RenderedPicture } from './rendered-text.ts';

/** Photos of clothes, a seeded sample by path: most without text, some with a print or a label. */
export async function samplePhotos(folder: string, count: number): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true });
  const paths = entries.filter((path) => path.endsWith('.jpg')).toSorted();
  const random = seededRandom(3);
  const keyed = paths.map((path) => ({ path, key: random() }));
  const chosen = keyed.toSorted((a, b) => a.key - b.key).slice(0, count);
  return Promise.all(chosen.map(({ path }) => readFile(join(folder, path))));
}

/** A picture as the signal sees it. */
export async function viewOf(bytes: Uint8Array): Promise<Raster> {
  const { rasters } = await decodeImage(bytes, ['view1280']);
  if (rasters.view1280 === undefined) throw new Error('expected the raster view1280');
  return rasters.view1280;
}

/** Rendered text, every second picture over one of the photos where there are any. */
export async function renderPictures(
  count: number,
  photos: readonly Buffer[],
): Promise<RenderedPicture[]> {
  const random = seededRandom(7);
  const pictures: RenderedPicture[] = [];
  for (let index = 0; index < count; index += 1) {
    const photo = index % 2 === 1 ? photos[index % Math.max(1, photos.length)] : undefined;
    pictures.push(await renderText(random, photo));
  }
  return pictures;
}
