import { inputError } from '../../base/errors.ts';
import { openDecoder } from './decode-frames.ts';
import type { FrameChoice } from './decode-frames.ts';
import { differenceOf } from './frame-difference.ts';
import { featuresOf } from './frame-features.ts';
import type { FrameFeatures } from './frame-features.ts';
import { frameConverter } from './frame-raster.ts';
import { keyframeOf } from './keyframes.ts';
import type { VideoLimits } from './limits.ts';
import { openVideo } from './open-video.ts';
import type { OpenVideo } from './open-video.ts';
import type { VideoReading } from './reading.ts';
import { seekRaster } from './seek-raster.ts';
import { shotsOf } from './shots.ts';
import type { Sample } from './shots.ts';

/** Long side of the rasters that frames are compared by. */
const sampleSide = 128;

/** A file that ends this much before its header says is truncated. */
const missingSeconds = 1;
const missingShare = 0.1;

type FrameSummary = Pick<FrameFeatures, 'histogram' | 'sharpness' | 'contrast'>;

interface SampledVideo {
  readonly samples: readonly Sample[];
  readonly summaries: readonly FrameSummary[];
  /** Time of the last frame that was decoded. */
  readonly lastSeconds: number;
}

/**
 * Reads facts, shots and keyframes of one file, here and now: call it in a process that may die.
 *
 * @throws input errors of `openVideo` and `openDecoder`, `truncated` and `corrupt`.
 */
export async function analyseVideo(path: string, limits: VideoLimits): Promise<VideoReading> {
  const video = await openVideo(path, limits.maxFramePixels);
  try {
    const plan = planOf(video, limits);
    const sampled = await sampleVideo(video, plan, limits);
    const facts = factsOf(video, plan, sampled);
    const end = Math.min(facts.durationSeconds, plan.spanSeconds);
    const ranges = shotsOf(sampled.samples, limits.maxKeyframes);
    const timeOf = (index: number): number => sampled.samples[index]?.seconds ?? end;
    const shots = ranges.map((range, index) => ({
      startSeconds: index === 0 ? 0 : timeOf(range.from),
      endSeconds: timeOf(range.to),
      keyframeSeconds: timeOf(keyframeOf(sampled.summaries, range)),
    }));
    const keyframes = [];
    for (const { keyframeSeconds: seconds } of shots) {
      const raster = await seekRaster(video, seconds, {
        choice: plan.choice,
        side: limits.keyframeSide,
        maxFramePixels: limits.maxFramePixels,
      });
      keyframes.push({ seconds, raster });
    }
    return { facts, shots, keyframes };
  } finally {
    await video.format.closeInput();
  }
}

interface Plan {
  readonly choice: FrameChoice;
  readonly spanSeconds: number;
  readonly intervalSeconds: number;
}

/** Decided from the header alone, so that a video is always read in the same way. */
function planOf({ facts }: OpenVideo, limits: VideoLimits): Plan {
  const known = facts.durationSeconds > 0 ? facts.durationSeconds : limits.maxSpanSeconds;
  const spanSeconds = Math.min(known, limits.maxSpanSeconds);
  const pixels = spanSeconds * (facts.frameRate || 25) * facts.width * facts.height;
  return {
    choice: pixels > limits.maxDecodedPixels && facts.durationSeconds > 0 ? 'key' : 'referenced',
    spanSeconds,
    intervalSeconds: Math.max(1 / limits.samplesPerSecond, spanSeconds / limits.maxSamples),
  };
}

async function sampleVideo(
  video: OpenVideo,
  { choice, spanSeconds, intervalSeconds }: Plan,
  { maxFramePixels }: VideoLimits,
): Promise<SampledVideo> {
  const samples: Sample[] = [];
  const summaries: FrameSummary[] = [];
  const recent: FrameFeatures[] = [];
  let lastSeconds = 0;
  let nextSeconds = 0;
  const decoder = await openDecoder(video, choice, maxFramePixels);
  const converter = frameConverter(video, sampleSide);
  try {
    for await (const { frame, seconds } of decoder.frames()) {
      if (seconds > spanSeconds) break;
      lastSeconds = seconds;
      if (seconds < nextSeconds) continue;
      nextSeconds = (Math.floor(seconds / intervalSeconds) + 1) * intervalSeconds;
      const features = featuresOf(converter.toRaster(frame));
      const [before, beforeThat] = [recent[0], recent[1]];
      samples.push({
        seconds,
        change: before && differenceOf(features, before),
        changeOverTwo: beforeThat && differenceOf(features, beforeThat),
      });
      const { histogram, sharpness, contrast } = features;
      summaries.push({ histogram, sharpness, contrast });
      recent.unshift(features);
      recent.length = Math.min(recent.length, 2);
    }
  } finally {
    decoder.close();
    converter.close();
  }
  return { samples, summaries, lastSeconds };
}

function factsOf({ facts }: OpenVideo, plan: Plan, { samples, lastSeconds }: SampledVideo) {
  if (samples.length === 0) {
    throw inputError(
      'corrupt',
      `The file says that it holds ${facts.codec} video, but no frame of it can be decoded. ` +
        `It is damaged, encrypted or cut off: get a whole copy.`,
    );
  }
  const missing = plan.spanSeconds - lastSeconds;
  const isCutOff = missing > Math.max(missingSeconds, missingShare * plan.spanSeconds);
  if (facts.durationSeconds > 0 && plan.choice !== 'key' && isCutOff) {
    throw inputError(
      'truncated',
      `The file says that it lasts ${facts.durationSeconds.toFixed(1)} s, but its picture ends at ` +
        `${lastSeconds.toFixed(1)} s. It is cut off: get a whole copy.`,
    );
  }
  const frameSeconds = 1 / (facts.frameRate || 25);
  return facts.durationSeconds > 0
    ? facts
    : { ...facts, durationSeconds: lastSeconds + frameSeconds };
}
