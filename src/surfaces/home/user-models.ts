import { digestOfJson } from '../../base/digest.ts';
import type { Clock } from '../../base/clock.ts';
import { minuteMs } from '../../base/durations.ts';
import { readHistory, type Engagement } from '../../engagement/history.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import { vectorsOf, type ItemSpace } from '../stages/vectors-of.ts';
import { groupItems, type Group } from './group-items.ts';
import { keepLatest } from './keep-latest.ts';
import { spreadOf } from './spread.ts';
import { interestsOf, type UserModel } from './user-model.ts';

/** Engagements of the last so many days make interests, as in PinnerSage. */
export const interestDays = 90;

/** The latest so many items are grouped: grouping grows by the square. */
const mostItems = 400;

/** An item may be understood anew, and the catalogue grow. */
const keptMs = 10 * minuteMs;
const mostKept = 1000;

interface Grouped {
  readonly groups: readonly Group[];
  /** How many items have an embedding. */
  readonly placed: number;
}

/** People as their engagements tell. */
export interface UserModels {
  /**
   * What a person is interested in, as of a time: made from their engagements by then and from the
   * live embeddings. Pictures are compared with pictures and texts with texts, each in one version.
   *
   * @param asOf Milliseconds since 1970.
   */
  of(user: string, asOf: number, versions: Versions): Promise<UserModel>;
  /** How far apart two items are in a space as a rule: their mean squared distance. */
  spreadIn(space: ItemSpace, versions: Pick<Versions, 'registry'>): Promise<number>;
}

/**
 * Groups of items are kept in memory by what they were made from: the very items and the versions of
 * their embeddings. So a new event, or another live version, makes them anew, and a time that passes
 * only weighs them anew.
 */
export function createUserModels(stores: VectorStores & { readonly clock: Clock }): UserModels {
  const keeping = { clock: stores.clock, ms: keptMs, most: mostKept };
  const groupings = keepLatest<Grouped>(keeping);
  const spreads = keepLatest<number>(keeping);

  const spreadIn = (space: ItemSpace, versions: Pick<Versions, 'registry'>) =>
    spreads.of(space, () => spreadOf(space, versions, stores));

  const group = async (
    engagements: ReadonlyMap<string, Engagement>,
    spaces: readonly ItemSpace[],
    versions: Versions,
  ): Promise<Grouped> => {
    const groups: Group[] = [];
    let placed = 0;
    let left = [...engagements.keys()];
    for (const space of spaces) {
      const vectors = await vectorsOf(left, space, versions, stores);
      const mayStand = (item: string) => (engagements.get(item)?.weight ?? 0) > 0;
      // In one order, so that the same are grouped the same.
      const ordered = [...vectors].toSorted(([a], [b]) => (a < b ? -1 : 1));
      placed += ordered.length;
      if (ordered.length > 0) {
        const spread = await spreadIn(space, versions);
        groups.push(...groupItems(new Map(ordered), { space, spread, mayStand }));
      }
      left = left.filter((item) => !vectors.has(item));
    }
    return { groups, placed };
  };

  return {
    spreadIn,
    async of(user, asOf, versions) {
      const history = await readHistory(user, { asOf, days: interestDays }, stores.db);
      const engagements = new Map(history.slice(0, mostItems).map((each) => [each.item, each]));
      const spaces = [versions.live('image_embedding'), versions.live('text_embedding')] as const;
      const signs = [...engagements.values()]
        .map(({ item, weight }) => [item, weight > 0] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const { groups, placed } = await groupings.of(digestOfJson([spaces, signs]), () =>
        group(engagements, spaces, versions),
      );
      return {
        user,
        interests: interestsOf(groups, engagements),
        engaged: history.filter(({ weight }) => weight > 0).length,
        hidden: history.filter(({ weight }) => weight < 0).length,
        unplaced: engagements.size - placed,
      };
    },
  };
}
