/** What a picture from outside may cost. */
export interface ImageLimits {
  readonly maxBytes: number;
  /** Width × height of one frame, read from the header before anything is decoded. */
  readonly maxPixels: number;
  /** Frames or pages; only the first is ever decoded. */
  readonly maxFrames: number;
  readonly timeoutSeconds: number;
}

export const defaultImageLimits: ImageLimits = {
  maxBytes: 100_000_000,
  maxPixels: 50_000_000,
  maxFrames: 5_000,
  timeoutSeconds: 20,
};
