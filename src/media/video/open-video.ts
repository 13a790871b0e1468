import { resolve } from 'node:path';
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_NOPTS_VALUE,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { avGetCodecName, Codec, Dictionary, FFmpegError, FormatContext } from 'node-av/lib';
import type { Rational, Stream } from 'node-av/lib';
import { inputError } from '../../base/errors.ts';
import { orientationOf } from './orientation.ts';
import type { Orientation } from './orientation.ts';
import type { VideoFacts } from './reading.ts';

/**
 * Containers and codecs that hold all they show in one file. Playlists, concatenations, image
 * sequences and streams from the network are not among them: they point at other files.
 */
const formats = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,ogg';
const videoCodecs =
  'h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,mpeg2video,mpeg1video,mjpeg,h263,theora,prores,ffv1,flv,msmpeg4v3,wmv2';
const audioCodecs =
  'aac,mp3,mp3float,mp2,opus,libopus,vorbis,ac3,eac3,flac,alac,pcm_s16le,pcm_s16be';

/** A container whose best video stream is known but not yet decoded. Close it after use. */
export interface OpenVideo {
  readonly format: FormatContext;
  readonly stream: Stream;
  readonly codec: Codec;
  readonly facts: VideoFacts;
  readonly orientation: Orientation;
  /** Display width ÷ height of one stored pixel. */
  readonly pixelAspect: number;
  /** The time stamp, in seconds, that is the video's 0. */
  readonly startSeconds: number;
}

export const codecWhitelist = `${videoCodecs},${audioCodecs}`;

/** @throws input errors `unsupported-format`, `no-video-stream`, `unsupported-codec`, `too-many-pixels`. */
export async function openVideo(path: string, maxFramePixels: number): Promise<OpenVideo> {
  const format = new FormatContext();
  const options = Dictionary.fromObject({
    protocol_whitelist: 'file',
    format_whitelist: formats,
    codec_whitelist: codecWhitelist,
    max_streams: 64,
  });
  const opened = await format.openInput(`file:${resolve(path)}`, null, options);
  if (opened < 0) throw unreadable(opened);
  try {
    const probed = await format.findStreamInfo();
    if (probed < 0) throw unreadable(probed);
    return describe(format, maxFramePixels);
  } catch (error) {
    await format.closeInput();
    throw error;
  }
}

function unreadable(code: number) {
  return inputError(
    'unsupported-format',
    `Expected a video file (MP4, QuickTime, WebM, Matroska, AVI, MPEG, FLV or Ogg), ` +
      `but it cannot be opened: ${FFmpegError.strerror(code)}. See whether it plays elsewhere; ` +
      `if it does, convert it to MP4.`,
  );
}

function describe(format: FormatContext, maxFramePixels: number): OpenVideo {
  const stream = format.streams[format.findBestStream(AVMEDIA_TYPE_VIDEO)];
  if (stream === undefined || (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) !== 0) {
    throw inputError(
      'no-video-stream',
      'Expected a video, but the file has no moving picture (sound or a cover only).',
    );
  }
  const { width, height, codecId, sampleAspectRatio } = stream.codecpar;
  const codec = Codec.findDecoder(codecId);
  if (codec === null || !videoCodecs.split(',').includes(codec.name ?? '')) {
    throw inputError(
      'unsupported-codec',
      `The picture is coded as ${avGetCodecName(codecId) ?? 'an unknown codec'}, which is not read. ` +
        `Convert the video to H.264, H.265, VP9 or AV1.`,
    );
  }
  if (width * height > maxFramePixels) {
    throw inputError(
      'too-many-pixels',
      `A frame may have ${maxFramePixels / 1e6} megapixels, but this video's have ` +
        `${width}×${height}. Scale it down.`,
    );
  }
  const orientation = orientationOf(stream.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX));
  const pixelAspect = saneAspect(ratio(sampleAspectRatio));
  const shown = [Math.max(1, Math.round(width * pixelAspect)), height] as const;
  const [uprightWidth, uprightHeight] =
    orientation.quarterTurns % 2 === 1 ? [shown[1], shown[0]] : shown;
  return {
    format,
    stream,
    codec,
    orientation,
    pixelAspect,
    startSeconds: stream.startTime === AV_NOPTS_VALUE ? 0 : secondsOf(stream, stream.startTime),
    facts: {
      durationSeconds: durationOf(format, stream),
      width: uprightWidth,
      height: uprightHeight,
      frameRate: ratio(stream.avgFrameRate) ?? ratio(stream.rFrameRate) ?? 0,
      codec: avGetCodecName(codecId) ?? String(codecId),
      hasAudio: format.streams.some(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_AUDIO),
    },
  };
}

/** Seconds of a time stamp of this stream. */
export function secondsOf(stream: Stream, timestamp: bigint): number {
  return (Number(timestamp) * stream.timeBase.num) / stream.timeBase.den;
}

/** 0 where the container does not say. */
function durationOf(format: FormatContext, stream: Stream): number {
  if (stream.duration > 0n) return secondsOf(stream, stream.duration);
  return format.duration > 0n ? Number(format.duration) / 1e6 : 0;
}

function ratio({ num, den }: Rational): number | undefined {
  return num > 0 && den > 0 ? num / den : undefined;
}

/** Real pixel aspects lie between 1:2 and 2:1 or so; others are damage and would make slivers. */
function saneAspect(aspect: number | undefined): number {
  return aspect !== undefined && aspect >= 0.25 && aspect <= 4 ? aspect : 1;
}
