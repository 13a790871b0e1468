import sharp from 'sharp';

/** Pixels along the longer side of a rasterised picture. */
export const rasterSide = 618;

/**
 * A PNG of an SVG that came with a package we installed, on white. Never call it with an SVG from
 * anybody else: the renderer reads files and follows references that the SVG names.
 */
export async function rasteriseTrustedSvg(svg: Buffer): Promise<Uint8Array> {
  const { width, height } = await sharp(svg).metadata();
  const density = Math.min(2400, Math.max(1, (72 * rasterSide) / Math.max(width, height)));
  return sharp(svg, { density, limitInputPixels: 50_000_000 })
    .resize(rasterSide, rasterSide, { fit: 'inside' })
    .flatten({ background: 'white' })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
