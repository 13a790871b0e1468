import type { Engagement } from '../../engagement/history.ts';
import type { Group } from './group-items.ts';

/** One of the things that a person is interested in. */
export interface UserInterest extends Pick<Group, 'space' | 'vector'> {
  /** Its medoid. */
  readonly id: string;
  /** What the person did with each of its items, the weightiest first. */
  readonly items: readonly Engagement[];
  /** The sum of their weights, above 0. */
  readonly importance: number;
  /** Of all interests, 0..1. */
  readonly share: number;
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

/** A person, as far as engagements tell. */
export interface UserModel {
  readonly user: string;
  /** The most important first. */
  readonly interests: readonly UserInterest[];
  readonly engaged: number;
  /** Items that the person wants to see no more. */
  readonly hidden: number;
  /** Items that have no embedding to be grouped by. */
  readonly unplaced: number;
}

/** Groups as interests: those that the person wants more of than they want to see no more. */
export function interestsOf(
  groups: readonly Group[],
  engagements: ReadonlyMap<string, Engagement>,
): UserInterest[] {
  const weighed = groups.flatMap(({ space, vector, medoid, items }) => {
    const own = items
      .flatMap((item) => engagements.get(item) ?? [])
      .toSorted((a, b) => b.weight - a.weight || b.at - a.at);
    const importance = own.reduce((sum, { weight }) => sum + weight, 0);
    const lastAt = Math.max(...own.map(({ at }) => at));
    return importance > 0 ? [{ id: medoid, space, vector, items: own, importance, lastAt }] : [];
  });
  const whole = weighed.reduce((sum, { importance }) => sum + importance, 0);
  return weighed
    .map((interest) => ({ ...interest, share: interest.importance / whole }))
    .toSorted((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1));
}
