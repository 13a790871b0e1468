import { z } from 'zod';
import type { Raster } from '../../contracts/raster.ts';
import { videoValue } from '../../contracts/values.ts';

/** What the container and the codec say of a video. Width and height are of the upright picture. */
export type VideoFacts = Omit<z.infer<typeof videoValue>, 'shots'>;

/** A stretch between two cuts and the moment that is shown for it. */
export type Shot = z.infer<typeof videoValue>['shots'][number];

export interface Keyframe {
  readonly seconds: number;
  /** Upright, inside `keyframeSide`. */
  readonly raster: Raster;
}

export interface VideoReading {
  readonly facts: VideoFacts;
  /** In order and without gaps, from 0 to the end of the analysed span. */
  readonly shots: readonly Shot[];
  /** The keyframe of each shot, in the order of `shots`. */
  readonly keyframes: readonly Keyframe[];
}

const rasterSchema = z
  .object({
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    channels: z.literal(3),
    data: z.instanceof(Uint8Array),
  })
  .refine(
    ({ width, height, data }) => data.length === width * height * 3,
    'not width × height × 3',
  );

/** The decoder's process handles hostile bytes: what it sends is checked like any other input. */
export const videoReadingSchema = z.object({
  facts: videoValue.omit({ shots: true }),
  shots: videoValue.shape.shots,
  keyframes: z.array(z.object({ seconds: z.number(), raster: rasterSchema })),
});

export const videoFrameSchema = rasterSchema;
