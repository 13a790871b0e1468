import sharp from 'sharp';
import { seededRandom } from '../src/base/random.ts';

/**
 * A JPEG of that size with the detail of a photo: smooth shading, edges and a little noise. Made,
 * not read, so that a benchmark means the same everywhere.
 */
export async function samplePhoto(width: number, height: number): Promise<Uint8Array> {
  const random = seededRandom(1);
  const [columns, rows] = [Math.ceil(width / 24), Math.ceil(height / 24)];
  const shades = Buffer.from(Array.from({ length: columns * rows * 3 }, () => random() * 256));
  const shading = sharp(shades, { raw: { width: columns, height: rows, channels: 3 } });
  const pixels = shading.resize(width, height, { fit: 'fill', kernel: 'cubic' }).raw();
  const photo = (await pixels.toBuffer()).map((value) => value + Math.round((random() - 0.5) * 12));
  return sharp(photo, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}
