import type { Box } from '../../contracts/box.ts';
import type { SignalValue } from '../../contracts/values.ts';
import { cocoLabels } from '../../models/embedded/coco-labels.ts';

export type DetectedObject = SignalValue<'objects'>['objects'][number];

/** Numbers a detection: left, top, right, bottom in pixels of the input, score, class. */
const numbersEach = 6;

/**
 * Reads detections `[n, 6]` of a square input of `side` pixels. The input is the stretched picture,
 * so shares of its sides are shares of the picture's. Boxes are clipped to the picture; those of an
 * unknown class, without an area or below `minScore` are left out.
 */
export function decodeDetections(
  detections: Float32Array,
  side: number,
  minScore: number,
): DetectedObject[] {
  const found: DetectedObject[] = [];
  for (let at = 0; at + numbersEach <= detections.length; at += numbersEach) {
    const [left = 0, top = 0, right = 0, bottom = 0, score = 0, type = -1] = detections.subarray(
      at,
      at + numbersEach,
    );
    const label = cocoLabels[type];
    const box = clip(left / side, top / side, right / side, bottom / side);
    if (label === undefined || box === undefined || score < minScore) continue;
    found.push({ label, score: Math.min(score, 1), box });
  }
  return found;
}

function clip(left: number, top: number, right: number, bottom: number): Box | undefined {
  const x = share(left);
  const y = share(top);
  const width = share(right) - x;
  const height = share(bottom) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

function share(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
