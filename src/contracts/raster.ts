/** Pixels in memory, row by row, channels interleaved (`[height, width, channels]`), sRGB 0..255. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/**
 * The views of one decoded, upright image that signals may ask for. `fill` stretches to exactly
 * this size; `inside` keeps the aspect and never enlarges. All are RGB without alpha (flattened on
 * white).
 */
export const rasterSpecs = {
  square224: { width: 224, height: 224, fit: 'fill' },
  square320: { width: 320, height: 320, fit: 'fill' },
  square512: { width: 512, height: 512, fit: 'fill' },
  /** What PDQ starts from: its reference hashes are of pictures of at most 512×512. */
  hash512: { width: 512, height: 512, fit: 'inside' },
  /** Statistics of colour and light. */
  small256: { width: 256, height: 256, fit: 'inside' },
  /** Detail: text, crops, sharpness. */
  view1280: { width: 1280, height: 1280, fit: 'inside' },
} as const;

export type RasterName = keyof typeof rasterSpecs;

export type Rasters = { readonly [Name in RasterName]?: Raster };
