import { itemsAtRandom } from '../../../retrieval/items-at-random.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import { weightedKey } from '../draw-interests.ts';
import { foundBy, type HomeCandidate } from '../home-candidate.ts';

/** The quality of items of which it is not known, and the least that an item is drawn by. */
const unknown = 0.5;
const least = 0.05;

/**
 * Items that nothing speaks for but chance, up to a place of the catalogue; the better they are the
 * earlier they are likely to be. What is never shown is never learnt of.
 *
 * @param random Numbers in [0, 1).
 */
export async function explore(
  count: number,
  random: () => number,
  upTo: number,
  db: Database,
): Promise<HomeCandidate[]> {
  const drawn = await itemsAtRandom(count, random, upTo, db);
  return drawn
    .map(({ id, quality }) => {
      const value = weightedKey(Math.max(least, quality ?? unknown), random);
      return foundBy('exploration', id, 'something else', { name: 'draw', value });
    })
    .toSorted((a, b) => b.score - a.score);
}
