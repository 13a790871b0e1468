import sharp from 'sharp';

/** A cutting of a picture, changed a little as copies on the web are. */
export interface Cutting {
  readonly bytes: Uint8Array;
  /** Of the picture, 0..1. */
  readonly area: number;
  readonly mirrored: boolean;
}

/**
 * A cutting of 60 to 95 % of the area at a place of chance; a quarter of them mirrored, all of them
 * brighter or darker, more or less colourful, smaller, and compressed anew.
 */
export async function cutRandomly(bytes: Uint8Array, random: () => number): Promise<Cutting> {
  const between = (low: number, high: number) => low + (high - low) * random();
  const upright = await sharp(bytes).autoOrient().flatten({ background: 'white' }).png().toBuffer();
  const { width, height } = await sharp(upright).metadata();
  const area = between(0.6, 0.95);
  const across = area ** between(0.3, 0.7);
  const cutWidth = Math.round(width * across);
  const cutHeight = Math.min(height, Math.round((width * height * area) / cutWidth));
  const mirrored = random() < 0.25;
  const scale = Math.min(1, Math.max(between(0.4, 1), 160 / Math.max(cutWidth, cutHeight)));
  const cut = sharp(upright)
    .extract({
      left: Math.floor(random() * (width - cutWidth + 1)),
      top: Math.floor(random() * (height - cutHeight + 1)),
      width: cutWidth,
      height: cutHeight,
    })
    .flop(mirrored)
    .modulate({ brightness: between(0.9, 1.1), saturation: between(0.85, 1.15) });
  const changed = await cut
    .resize(Math.max(1, Math.round(cutWidth * scale)))
    .jpeg({ quality: Math.round(between(60, 90)) })
    .toBuffer();
  return { bytes: changed, area, mirrored };
}
