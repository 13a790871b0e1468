import type { FrameDifference } from './frame-difference.ts';

/** A sampled frame, as far as cuts need it. */
export interface Sample {
  readonly seconds: number;
  /** From the sample before; undefined for the first. */
  readonly change: FrameDifference | undefined;
  /** From the sample two before; undefined for the first two. */
  readonly changeOverTwo: FrameDifference | undefined;
}

/** Samples `from` up to but not including `to`. */
export interface SampleRange {
  readonly from: number;
  readonly to: number;
}

/** PySceneDetect's AdaptiveDetector: window_width, adaptive_threshold, min_content_val. */
const windowWidth = 2;
const adaptiveThreshold = 3;
const minContent = 15;
/** A change so large that it is a cut though its neighbours change as well, as in a montage. */
const certainContent = 45;
/** Pans and fast motion change pixels but not the colours of the picture. */
const minColour = 0.2;
/** PySceneDetect's default of 15 frames, at 25 frames a second. */
const minShotSeconds = 0.6;

/**
 * Content-based shots: cuts where the change between two samples stands out from the changes
 * around it (PySceneDetect, AdaptiveDetector) and the colours changed too. A single deviating
 * sample (a flash) is no cut, of cuts too close to each other the first stands, and one too close
 * to the end is none. When there are more shots than `maxShots` the weakest cuts are passed over.
 * A cut lies at the first sample after it. Slow dissolves are not found.
 */
export function shotsOf(samples: readonly Sample[], maxShots: number): readonly SampleRange[] {
  const cuts: { readonly at: number; readonly strength: number }[] = [];
  let lastCut = samples[0]?.seconds ?? 0;
  const lastStart = (samples.at(-1)?.seconds ?? 0) - minShotSeconds;
  for (const [at, sample] of samples.entries()) {
    const isShort = sample.seconds - lastCut < minShotSeconds || sample.seconds > lastStart;
    if (isShort || !isCut(samples, at)) continue;
    cuts.push({ at, strength: sample.change?.content ?? 0 });
    lastCut = sample.seconds;
  }
  const starts = cuts
    .toSorted((a, b) => b.strength - a.strength || a.at - b.at)
    .slice(0, Math.max(0, maxShots - 1))
    .map(({ at }) => at)
    .toSorted((a, b) => a - b);
  return samples.length === 0
    ? []
    : [0, ...starts].map((from, index) => ({ from, to: starts[index] ?? samples.length }));
}

function isCut(samples: readonly Sample[], at: number): boolean {
  const change = samples[at]?.change;
  if (change === undefined || change.content < minContent || change.colour < minColour)
    return false;
  if (returns(samples[at + 1]) || returns(samples[at])) return false;
  if (change.content >= certainContent) return true;
  const around: number[] = [];
  for (let near = at - windowWidth; near <= at + windowWidth; near++) {
    const content = samples[near]?.change?.content;
    if (near !== at && content !== undefined) around.push(content);
  }
  const mean = around.reduce((sum, content) => sum + content, 0) / Math.max(1, around.length);
  return change.content >= adaptiveThreshold * mean;
}

/** The sample is like the one two before: the one between them was a flash. */
function returns(sample: Sample | undefined): boolean {
  const over = sample?.changeOverTwo;
  const change = sample?.change;
  if (over === undefined || change === undefined) return false;
  return change.content >= minContent && over.content < change.content / adaptiveThreshold;
}
