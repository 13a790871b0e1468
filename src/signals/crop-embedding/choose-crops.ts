import type { DetectedObject } from '../objects/decode-detections.ts';
import { intersectionOverUnion } from '../objects/non-maximum-suppression.ts';

const minArea = 0.03;
const minScore = 0.35;
const maxCrops = 4;
/** Two boxes that share more than this show the same pixels, whatever their labels say. */
const sameView = 0.8;

export interface Crop {
  /** Place in the list of objects. */
  readonly index: number;
  readonly object: DetectedObject;
}

/**
 * The objects worth an embedding of their own: at least 3 % of the picture, score at least 0.35,
 * no two of the same view, and at most four, by score × side (the root of the area).
 */
export function chooseCrops(objects: readonly DetectedObject[]): Crop[] {
  const chosen: Crop[] = [];
  const candidates = objects
    .map((object, index) => ({ index, object }))
    .filter(({ object }) => areaOf(object) >= minArea && object.score >= minScore)
    .toSorted((a, b) => worthOf(b.object) - worthOf(a.object));
  for (const candidate of candidates) {
    if (chosen.length === maxCrops) break;
    const seen = chosen.some(
      ({ object }) => intersectionOverUnion(object.box, candidate.object.box) > sameView,
    );
    if (!seen) chosen.push(candidate);
  }
  return chosen.toSorted((a, b) => a.index - b.index);
}

function areaOf({ box }: DetectedObject): number {
  return box.width * box.height;
}

function worthOf(object: DetectedObject): number {
  return object.score * Math.sqrt(areaOf(object));
}
