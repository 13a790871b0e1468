import { inputError } from '../../base/errors.ts';
import type { Raster } from '../../contracts/raster.ts';
import { openDecoder } from './decode-frames.ts';
import type { FrameChoice } from './decode-frames.ts';
import { frameConverter } from './frame-raster.ts';
import type { OpenVideo } from './open-video.ts';

export interface SeekOptions {
  readonly choice: FrameChoice;
  /** The longer side of the raster in pixels; smaller frames are not enlarged. */
  readonly side: number;
  readonly maxFramePixels: number;
}

/**
 * How long before the time to start, in turn: a container without an index (MPEG-TS) may find a
 * place whose next key frame is too late or missing, and a time past the end becomes that of the
 * last frame found.
 */
const runUpSeconds = [0, 0, 10, Infinity];

/** Time stamps are rounded by containers: to 1 ms in Matroska. */
const tolerance = 0.002;

/**
 * The frame that is shown at a time, upright: the last frame for a time past the end.
 *
 * @throws input error `corrupt` when nothing can be decoded.
 */
export async function seekRaster(
  video: OpenVideo,
  seconds: number,
  { choice, side, maxFramePixels }: SeekOptions,
): Promise<Raster> {
  const decoder = await openDecoder(video, choice, maxFramePixels);
  const converter = frameConverter(video, side);
  try {
    const half = Math.max(tolerance, 0.5 / (video.facts.frameRate || 25));
    let wanted = seconds;
    for (const earlier of runUpSeconds) {
      await decoder.seek(Math.max(0, wanted - earlier));
      let last: number | undefined;
      for await (const shown of decoder.frames()) {
        const overshot = last === undefined && shown.seconds > wanted + half;
        if (overshot && earlier !== Infinity) break;
        last = shown.seconds;
        if (last >= wanted - half) return converter.toRaster(shown.frame);
      }
      wanted = last ?? wanted;
    }
    throw inputError(
      'corrupt',
      `No frame can be decoded at ${seconds.toFixed(1)} s: the video is damaged or cut off there.`,
    );
  } finally {
    decoder.close();
    converter.close();
  }
}
