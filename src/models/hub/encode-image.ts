import sharp from 'sharp';
import type { Raster } from '../../contracts/raster.ts';
import type { Model } from '../../runtime/model.ts';
import { pool } from './encode-tensors.ts';
import type { ImageSpec } from './encoder-spec.ts';
import { readSpec } from './read-spec.ts';

/**
 * The L2-normalised vector of a picture by an image encoder from a hub.
 *
 * @param raster RGB, upright; at least as large as the encoder's input to lose no detail.
 * @param given How to encode, in place of what the model's folder says.
 * @throws UnderstoryError (fault `model`) `not-an-encoder`, `model-output`, and those of the model.
 */
export async function encodeImage(
  model: Model,
  raster: Raster,
  given?: ImageSpec,
): Promise<Float32Array> {
  const spec = given ?? (await readSpec(model, 'image'));
  const prepared = await prepare(raster, spec);
  const { width, height } = prepared;
  const data = toPlanes(prepared, spec);
  const outputs = await model.run({
    [spec.input]: { type: 'float32', dims: [1, 3, height, width], data },
  });
  return pool(model, outputs[spec.output], spec);
}

/** Resized and cropped as the encoder was trained. */
async function prepare(raster: Raster, { resize, filter, crop }: ImageSpec): Promise<Raster> {
  const { width, height } = raster;
  const scale = resize.to === 'shorter-side' ? resize.pixels / Math.min(width, height) : 1;
  const resized =
    resize.to === 'exact'
      ? await resample(raster, resize.width, resize.height, filter)
      : await resample(raster, Math.round(width * scale), Math.round(height * scale), filter);
  return crop === null ? resized : middle(resized, crop.width, crop.height);
}

async function resample(
  { width, height, channels, data }: Raster,
  toWidth: number,
  toHeight: number,
  kernel: ImageSpec['filter'],
): Promise<Raster> {
  if (width === toWidth && height === toHeight && channels === 3) {
    return { width, height, channels, data };
  }
  const pixels = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: Math.max(1, toWidth), height: Math.max(1, toHeight), fit: 'fill', kernel })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: pixels.info.width,
    height: pixels.info.height,
    channels: 3,
    data: pixels.data,
  };
}

/** The middle of a picture; black where it is smaller, as Transformers' centre crop has it. */
function middle(raster: Raster, width: number, height: number): Raster {
  const left = Math.floor((raster.width - width) / 2);
  const top = Math.floor((raster.height - height) / 2);
  const data = new Uint8Array(width * height * 3);
  const from = Math.max(0, left);
  const to = Math.min(raster.width, left + width);
  for (let y = 0; y < height; y++) {
    const row = y + top;
    if (row < 0 || row >= raster.height) continue;
    const start = row * raster.width;
    data.set(
      raster.data.subarray((start + from) * 3, (start + to) * 3),
      (y * width + from - left) * 3,
    );
  }
  return { width, height, channels: 3, data };
}

/** `[3, height, width]` by a table of the 256 values of each channel. */
function toPlanes({ width, height, data }: Raster, spec: ImageSpec): Float32Array<ArrayBuffer> {
  const count = width * height;
  const planes = new Float32Array(3 * count);
  for (let channel = 0; channel < 3; channel++) {
    const [mean, deviation] = [spec.mean[channel] ?? 0, spec.deviation[channel] ?? 1];
    const table = Float32Array.from({ length: 256 }, (_, v) => (v * spec.scale - mean) / deviation);
    for (let i = 0; i < count; i++)
      planes[channel * count + i] = table[data[i * 3 + channel] ?? 0] ?? 0;
  }
  return planes;
}
