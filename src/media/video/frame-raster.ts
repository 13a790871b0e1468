import {
  AV_PIX_FMT_RGB24,
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
} from 'node-av/constants';
import { FFmpegError, Frame, SoftwareScaleContext } from 'node-av/lib';
import { inputError } from '../../base/errors.ts';
import type { Raster } from '../../contracts/raster.ts';
import type { OpenVideo } from './open-video.ts';
import { orient } from './orientation.ts';

/** Makes upright RGB rasters of a video's frames. Close it after use. */
export interface FrameConverter {
  /** The frame inside `side` × `side`, never enlarged. */
  toRaster(frame: Frame): Raster;
  close(): void;
}

export function frameConverter(
  { pixelAspect, orientation }: Pick<OpenVideo, 'pixelAspect' | 'orientation'>,
  side: number,
): FrameConverter {
  const scaler = new SoftwareScaleContext();
  scaler.allocContext();
  return {
    toRaster(frame) {
      const shownWidth = frame.width * pixelAspect;
      const scale = Math.min(1, side / Math.max(shownWidth, frame.height));
      const width = Math.max(1, Math.round(shownWidth * scale));
      const height = Math.max(1, Math.round(frame.height * scale));
      assumeColourSpace(frame);
      return orient(
        { width, height, channels: 3, data: scaled(scaler, frame, width, height) },
        orientation,
      );
    },
    close: () => scaler.freeContext(),
  };
}

/** The scaler reads matrix and range off the frame itself and follows changes of size. */
function scaled(
  scaler: SoftwareScaleContext,
  frame: Frame,
  width: number,
  height: number,
): Uint8Array {
  const rgb = new Frame();
  rgb.alloc();
  try {
    rgb.width = width;
    rgb.height = height;
    rgb.format = AV_PIX_FMT_RGB24;
    rgb.colorRange = AVCOL_RANGE_JPEG;
    rgb.getBuffer(1);
    const code = scaler.scaleFrameSync(rgb, frame);
    if (code < 0) {
      throw inputError(
        'unsupported-codec',
        `A frame's pixels cannot be turned into RGB: ${FFmpegError.strerror(code)}. ` +
          `Convert the video to H.264 with yuv420p.`,
      );
    }
    return new Uint8Array(rgb.toBuffer());
  } finally {
    rgb.free();
  }
}

/** Untagged video is BT.709 when it is larger than standard definition, else BT.601, as mpv has it. */
function assumeColourSpace(frame: Frame): void {
  if (frame.colorSpace !== AVCOL_SPC_UNSPECIFIED) return;
  frame.colorSpace =
    frame.width >= 1280 || frame.height > 576 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}
