import type { SignalContract } from '../contracts/signal.ts';
import { videoValue } from '../contracts/values.ts';
import type { SignalValue } from '../contracts/values.ts';
import type { VideoReading } from '../media/video/reading.ts';

/**
 * The `video` signal is what decoding a video finds out anyway, so it has no extractor: the decode
 * stage reads the file once (`readVideo`), keeps `videoValueOf` the reading and hands each keyframe
 * on as the picture of part `k0`, `k1`, ….
 */
export const videoContract: SignalContract & { readonly name: 'video' } = {
  name: 'video',
  version: 1,
  kind: 'structure',
  inputs: ['video'],
  models: [],
  meaning:
    'What a video is (duration, upright size, frame rate, codec, sound) and its shots: stretches ' +
    'between content-based cuts, each with the moment of its keyframe. A video has at most 12 ' +
    'shots: the weakest cuts of a longer one are passed over. Only the first two hours are ' +
    'analysed; a video of very many pixels is analysed at its key frames.',
  range:
    'Times are seconds from the start. Cuts are placed to within a quarter of a second, in long ' +
    'videos to within the distance of key frames.',
  cost: 'dear',
  units: {
    durationSeconds: 's',
    width: 'px',
    height: 'px',
    frameRate: 'frames/s',
    'shots[].startSeconds': 's',
    'shots[].endSeconds': 's',
    'shots[].keyframeSeconds': 's',
  },
  expectations: [
    { expect: 'null-rate', most: 0.05, besides: ['no video'] },
    { expect: 'range', path: 'durationSeconds', least: 0 },
    { expect: 'length', path: 'shots', least: 1, most: 12 },
  ],
};

export const videoSchema = videoValue;

/** The value of the `video` signal. The keyframe of `shots[i]` is `reading.keyframes[i]`. */
export function videoValueOf({ facts, shots }: VideoReading): SignalValue<'video'> {
  return { ...facts, shots: [...shots] };
}

/** The share of the analysed video that each keyframe stands for, summing to 1, to pool by. */
export function shotWeights({ shots }: Pick<VideoReading, 'shots'>): readonly number[] {
  const lengths = shots.map(({ startSeconds, endSeconds }) =>
    Math.max(0, endSeconds - startSeconds),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length) => (total > 0 ? length / total : 1 / lengths.length));
}
