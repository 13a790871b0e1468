import type { UserInterest } from './user-model.ts';

/** Interests that one feed is made from, as many as PinnerSage serves at most. */
const mostDrawn = 5;

/**
 * The interests of one feed: all where they are few, else some drawn by their importance without
 * putting back (Efraimidis and Spirakis, "Weighted random sampling with a reservoir", Information
 * Processing Letters 97, 2006: those with the greatest u^(1/w)). So that the small ones have their
 * day as well (PinnerSage, section 3.3).
 *
 * @param random Numbers in [0, 1).
 * @returns The most important first.
 */
export function drawInterests(
  interests: readonly UserInterest[],
  random: () => number,
): UserInterest[] {
  const keys = new Map(interests.map(({ id, share }) => [id, weightedKey(share, random)]));
  const keyOf = ({ id }: UserInterest) => keys.get(id) ?? 0;
  return interests
    .toSorted((a, b) => keyOf(b) - keyOf(a))
    .slice(0, mostDrawn)
    .toSorted((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1));
}

/** Of a draw by weights above 0: the greatest keys are drawn. */
export function weightedKey(weight: number, random: () => number): number {
  return random() ** (1 / weight);
}
