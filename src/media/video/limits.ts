/** What one video may cost. All but the last two decide what is read; those two end the reading. */
export interface VideoLimits {
  /** Pixels of one frame; a larger video is refused. */
  readonly maxFramePixels: number;
  /** Seconds from the start that are analysed. */
  readonly maxSpanSeconds: number;
  /** Pixels to decode in the analysed span; a video of more is sampled at its key frames only. */
  readonly maxDecodedPixels: number;
  readonly samplesPerSecond: number;
  /** A long video is sampled less often, so that it has no more samples than this. */
  readonly maxSamples: number;
  /** Keyframes, and so shots: the weakest cuts of a long video are passed over. */
  readonly maxKeyframes: number;
  /** The longer side of a keyframe in pixels. */
  readonly keyframeSide: number;
  /** Wall-clock time of one reading. */
  readonly timeoutMs: number;
  /** Resident memory of the decoder's process. */
  readonly maxResidentBytes: number;
}

export const defaultVideoLimits: VideoLimits = {
  maxFramePixels: 50_000_000,
  maxSpanSeconds: 2 * 60 * 60,
  maxDecodedPixels: 12e9,
  samplesPerSecond: 4,
  maxSamples: 2400,
  maxKeyframes: 12,
  keyframeSide: 1280,
  timeoutMs: 120_000,
  maxResidentBytes: 1.5e9,
};
