import {
  AV_NOPTS_VALUE,
  AVDISCARD_DEFAULT,
  AVDISCARD_NONKEY,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants';
import { CodecContext, Dictionary, FFmpegError, Frame, Packet } from 'node-av/lib';
import { inputError } from '../../base/errors.ts';
import { codecWhitelist, secondsOf } from './open-video.ts';
import type { OpenVideo } from './open-video.ts';

/** `referenced` leaves out frames that no other frame needs; `key` all that need another. */
export type FrameChoice = 'every' | 'referenced' | 'key';

export interface DecodedFrame {
  /** Valid until the next frame is asked for. */
  readonly frame: Frame;
  /** From the start of the video; never falls. */
  readonly seconds: number;
}

/** The decoder of one open video, which reads from where it was last sent. Close it after use. */
export interface FrameDecoder {
  /** Frames from the current place on, in the order of showing. */
  frames(): AsyncGenerator<DecodedFrame, void, void>;
  /** Goes to the last key frame at or before a time; to the start where the file has no index. */
  seek(seconds: number): Promise<void>;
  close(): void;
}

const skipFrame = { every: 'default', referenced: 'noref', key: 'nokey' } as const;

const beforeAll = -9_000_000_000_000n;

/** @throws input error `unsupported-codec` when the decoder refuses the stream. */
export async function openDecoder(
  video: OpenVideo,
  choice: FrameChoice,
  maxFramePixels: number,
): Promise<FrameDecoder> {
  const { format, stream, codec } = video;
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(stream.codecpar);
  context.pktTimebase = stream.timeBase;
  stream.discard = choice === 'key' ? AVDISCARD_NONKEY : AVDISCARD_DEFAULT;
  const options = Dictionary.fromObject({
    threads: 1,
    max_pixels: maxFramePixels,
    codec_whitelist: codecWhitelist,
    skip_frame: skipFrame[choice],
  });
  const opened = await context.open2(codec, options);
  if (opened < 0) {
    context.freeContext();
    throw inputError(
      'unsupported-codec',
      `The ${video.facts.codec} decoder cannot read this video: ${FFmpegError.strerror(opened)}. ` +
        `Convert it to H.264, H.265, VP9 or AV1.`,
    );
  }

  return {
    frames: () => readFrames(video, context),
    async seek(seconds) {
      const { num, den } = stream.timeBase;
      const target = BigInt(Math.floor(((seconds + video.startSeconds) * den) / num));
      const sought =
        seconds > 0 ? await format.seekFrame(stream.index, target, AVSEEK_FLAG_BACKWARD) : -1;
      // MPEG-TS counts the start itself as later than the first key frame, so go well before it.
      if (sought < 0) await format.seekFile(stream.index, beforeAll, 0n, 0n);
      context.flushBuffers();
    },
    close: () => context.freeContext(),
  };
}

/** Damaged packets are passed over, as players do: the caller sees from the times what is missing. */
async function* readFrames(
  { format, stream, facts, startSeconds }: OpenVideo,
  context: CodecContext,
): AsyncGenerator<DecodedFrame, void, void> {
  const packet = new Packet();
  packet.alloc();
  const frame = new Frame();
  frame.alloc();
  let last = 0;
  try {
    for (let ended = false; !ended;) {
      const read = await format.readFrame(packet);
      ended = read < 0;
      if (!ended && packet.streamIndex !== stream.index) {
        packet.unref();
        continue;
      }
      await context.sendPacket(ended ? null : packet);
      packet.unref();
      while ((await context.receiveFrame(frame)) >= 0) {
        const stamp = frame.bestEffortTimestamp;
        const seconds =
          stamp === AV_NOPTS_VALUE
            ? last + 1 / (facts.frameRate || 25)
            : secondsOf(stream, stamp) - startSeconds;
        last = Math.max(last, seconds);
        yield { frame, seconds: last };
        frame.unref();
      }
    }
  } finally {
    frame.free();
    packet.free();
  }
}
