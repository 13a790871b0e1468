import type { Box } from '../../contracts/box.ts';

/** The area that two boxes share ÷ the area that they cover together, 0..1. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/**
 * Greedy non-maximum suppression: from the best score down, a candidate is kept where it overlaps
 * none that is kept, of the same label, by more than `maxOverlap` (intersection over union).
 *
 * @returns Those kept, best first; of equal scores the earlier one comes first.
 */
export function suppressOverlaps<
  Candidate extends { readonly label: string; readonly score: number; readonly box: Box },
>(candidates: readonly Candidate[], maxOverlap: number): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const covered = kept.some(
      ({ label, box }) =>
        label === candidate.label && intersectionOverUnion(box, candidate.box) > maxOverlap,
    );
    if (!covered) kept.push(candidate);
  }
  return kept;
}
