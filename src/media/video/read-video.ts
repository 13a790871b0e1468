import { stat } from 'node:fs/promises';
import { inputError } from '../../base/errors.ts';
import type { Raster } from '../../contracts/raster.ts';
import { decoderProcess } from './decoder-process.ts';
import type { DecoderProcess } from './decoder-process.ts';
import { defaultVideoLimits } from './limits.ts';
import type { VideoLimits } from './limits.ts';
import { videoFrameSchema, videoReadingSchema } from './reading.ts';
import type { VideoReading } from './reading.ts';

export interface VideoOptions {
  readonly limits?: Partial<VideoLimits>;
  readonly decoder?: DecoderProcess;
}

/** One decoder serves this thread: videos are read one after the other. */
const sharedDecoder = decoderProcess();

/**
 * Facts, shots and keyframes of a video file, read in a process of its own.
 *
 * @throws input errors `empty-file`, `not-a-file`, `unsupported-format`, `unsupported-codec`,
 *   `no-video-stream`, `truncated`, `corrupt`, `too-many-pixels`, `decode-timeout`,
 *   `decoder-memory`, `decoder-crashed`; dependency error `decoder-missing`. A stream without a
 *   table of its own length (AVI, MPEG-TS) that is cut off reads as a shorter video.
 */
export async function readVideo(path: string, options: VideoOptions = {}): Promise<VideoReading> {
  const { limits, decoder } = await prepare(path, options);
  return videoReadingSchema.parse(await decoder.ask({ kind: 'read', path, limits }));
}

/**
 * The frame shown at a time, upright and inside `limits.keyframeSide`; the last one for a time
 * past the end.
 *
 * @throws the errors of `readVideo`.
 */
export async function frameAt(
  path: string,
  seconds: number,
  options: VideoOptions = {},
): Promise<Raster> {
  const { limits, decoder } = await prepare(path, options);
  const wanted = Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
  return videoFrameSchema.parse(
    await decoder.ask({ kind: 'frame', path, seconds: wanted, limits }),
  );
}

async function prepare(path: string, { limits, decoder = sharedDecoder }: VideoOptions) {
  const file = await stat(path);
  if (!file.isFile()) {
    throw inputError('not-a-file', 'Expected a video file, but this is a folder or a device.');
  }
  if (file.size === 0) throw inputError('empty-file', 'Expected a video, but the file is empty.');
  return { decoder, limits: { ...defaultVideoLimits, ...limits } };
}
