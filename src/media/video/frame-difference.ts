import type { FrameFeatures } from './frame-features.ts';

export interface FrameDifference {
  /** Weighted mean change of a pixel in hue, saturation, brightness and edges, 0..255. */
  readonly content: number;
  /** Share of the picture whose colour is found nowhere in the other, 0..1: blind to motion. */
  readonly colour: number;
}

/** PySceneDetect's weights for detection with edges. */
const weights = { hue: 1, saturation: 0.5, value: 1, edges: 0.2 } as const;

/**
 * How far two frames are apart. `content` is the score of PySceneDetect's ContentDetector (mean
 * absolute differences of the HSV planes and of an edge map), but hue is compared around its
 * circle and counts as much as the pixels are saturated, because the hue of grey is noise.
 * `colour` is half the L1 distance of colour histograms (Nagasaka & Tanaka, 1991). Frames of
 * different sizes are entirely different.
 */
export function differenceOf(a: FrameFeatures, b: FrameFeatures): FrameDifference {
  const count = a.value.length;
  if (count !== b.value.length || count === 0) return { content: 255, colour: 1 };
  let hue = 0;
  let saturation = 0;
  let value = 0;
  let edges = 0;
  for (let i = 0; i < count; i++) {
    const [saturationA, saturationB] = [a.saturation[i] ?? 0, b.saturation[i] ?? 0];
    const turn = Math.abs((a.hue[i] ?? 0) - (b.hue[i] ?? 0));
    hue += (2 * Math.min(turn, 256 - turn) * Math.min(saturationA, saturationB)) / 255;
    saturation += Math.abs(saturationA - saturationB);
    value += Math.abs((a.value[i] ?? 0) - (b.value[i] ?? 0));
    edges += (a.edges[i] ?? 0) === (b.edges[i] ?? 0) ? 0 : 255;
  }
  const weighted =
    weights.hue * hue +
    weights.saturation * saturation +
    weights.value * value +
    weights.edges * edges;
  const total = weights.hue + weights.saturation + weights.value + weights.edges;
  return { content: weighted / total / count, colour: histogramDistance(a.histogram, b.histogram) };
}

/** Half the L1 distance of two histograms that sum to 1: 0 equal … 1 disjoint. */
export function histogramDistance(a: Float32Array, b: Float32Array): number {
  let distance = 0;
  for (let cell = 0; cell < a.length; cell++) {
    distance += Math.abs((a[cell] ?? 0) - (b[cell] ?? 0));
  }
  return distance / 2;
}
