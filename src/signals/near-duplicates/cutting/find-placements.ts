import { resized, type Grey } from './grey.ts';
import type { Placement } from './placement.ts';

export interface Candidate {
  readonly placement: Placement;
  /** Normalised cross-correlation of what the pictures have in common, −1..1. */
  readonly correlation: number;
}

/** Share of each picture that the two must have in common. */
const leastOverlap = 0.5;

const smallestScale = 0.6;
const scaleStep = 1.05;
const scaleSteps = 21;

/** How many steps apart the scales are of candidates that are worth a look each. */
const stepsApart = 3;

/**
 * Lays a picture on another at every scale and every place where they share enough: the best
 * placements of quite different scales, the best first, at most `limit`.
 */
export function findPlacements(picture: Grey, other: Grey, limit: number): Candidate[] {
  const best = Array.from({ length: scaleSteps }, (_, step) => ({
    step,
    candidate: bestAtScale(picture, other, smallestScale * scaleStep ** step),
  }));
  const chosen: { readonly step: number; readonly candidate: Candidate }[] = [];
  for (const { step, candidate } of best.toSorted(byCorrelation)) {
    if (chosen.length === limit || candidate === undefined) break;
    const isNew = chosen.every((other) => Math.abs(other.step - step) >= stepsApart);
    if (isNew) chosen.push({ step, candidate });
  }
  return chosen.map(({ candidate }) => candidate);
}

type Best = { readonly candidate: Candidate | undefined };

function byCorrelation(a: Best, b: Best): number {
  return (b.candidate?.correlation ?? -1) - (a.candidate?.correlation ?? -1);
}

function bestAtScale(picture: Grey, other: Grey, scale: number): Candidate | undefined {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const least = leastOverlap * Math.max(width * height, other.width * other.height);
  const scaled = resized(picture, width, height);
  let best: Candidate | undefined;
  for (let y = 1 - height; y < other.height; y += 1) {
    const down = Math.min(other.height, y + height) - Math.max(0, y);
    if (down * Math.min(width, other.width) < least) continue;
    for (let x = 1 - width; x < other.width; x += 1) {
      const across = Math.min(other.width, x + width) - Math.max(0, x);
      if (down * across < least) continue;
      const correlation = correlationAt(scaled, other, x, y);
      if (best !== undefined && correlation <= best.correlation) continue;
      const [scaleX, scaleY] = [width / picture.width, height / picture.height];
      best = { placement: { x, y, scaleX, scaleY }, correlation };
    }
  }
  return best;
}

function correlationAt(picture: Grey, other: Grey, left: number, top: number): number {
  const fromX = Math.max(0, left);
  const toX = Math.min(other.width, left + picture.width);
  const fromY = Math.max(0, top);
  const toY = Math.min(other.height, top + picture.height);
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let y = fromY; y < toY; y += 1) {
    const rowA = (y - top) * picture.width - left;
    const rowB = y * other.width;
    for (let x = fromX; x < toX; x += 1) {
      const a = picture.data[rowA + x] ?? 0;
      const b = other.data[rowB + x] ?? 0;
      sumA += a;
      sumB += b;
      sumAA += a * a;
      sumBB += b * b;
      sumAB += a * b;
    }
  }
  const count = (toX - fromX) * (toY - fromY);
  const varianceA = sumAA - (sumA * sumA) / count;
  const varianceB = sumBB - (sumB * sumB) / count;
  const product = varianceA * varianceB;
  return product > 0 ? (sumAB - (sumA * sumB) / count) / Math.sqrt(product) : 0;
}
