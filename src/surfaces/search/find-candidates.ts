import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Versions } from '../../extraction/versions/versions.ts';
import { findByColours } from '../../retrieval/colour-route.ts';
import { filterOf } from '../../retrieval/indexes/item-filter.ts';
import { comparedBy, findLookalikes, type LooksLike } from '../../retrieval/picture-route.ts';
import { nearestOf } from '../../retrieval/nearest.ts';
import type { CombinedQuery } from './combine.ts';
import type { SearchOptions } from './query.ts';
import { foundBy, type RouteFound, type RouteName } from './route.ts';
import type { Searcher } from './searcher.ts';
import type { UnderstoodQuery } from './understand.ts';
import { searchWeights } from './weights.ts';

type Stores = Searcher['stores'];
type Wanted = Pick<SearchOptions, 'filters'> & {
  /** How many candidates of each route. */
  readonly reach: number;
};

/** Items whose picture, or an object in it, is near to what is looked for. */
export async function findByLooks(
  looks: CombinedQuery,
  name: 'looks' | 'depiction',
  wanted: Wanted,
  versions: Versions,
  stores: Stores,
): Promise<RouteFound> {
  const { found, explanations } = await findLookalikes(
    looks.query,
    limitsOf(wanted, stores),
    versions,
    stores,
  );
  const refs = comparedBy(versions);
  const [pictures, objects] = refs;
  const candidates = found.map(({ id, score, box, label }) =>
    foundBy(
      { name, signal: (label === undefined ? pictures : objects) ?? null },
      {
        id,
        score: Math.max(0, score),
        why:
          name === 'looks'
            ? whyAlike(label)
            : `its picture is near to the words (${score.toFixed(2)})`,
        ...(box && { box }),
      },
    ),
  );
  const by = 'looks of whole pictures and of the objects in them';
  return { name, by, candidates, weight: weightOf(name, looks), refs, explanations };
}

function whyAlike(label: LooksLike['label']): string {
  return label === undefined ? 'the picture looks alike' : `its ${label} looks alike`;
}

/** Items whose text means something alike. */
export async function findByMeaning(
  meaning: CombinedQuery,
  least: number,
  wanted: Wanted,
  versions: Versions,
  stores: Stores,
): Promise<RouteFound> {
  const ref: SignalRef<'text_embedding'> = versions.live('text_embedding');
  const limits = limitsOf(wanted, stores);
  const { near, explanation } = await nearestOf(
    ref,
    meaning.query,
    limits,
    versions,
    stores.indexes,
  );
  const cosines = new Map<string, number>();
  for (const { item, cosine } of near) {
    if (cosine >= least && !cosines.has(item)) cosines.set(item, cosine);
  }
  return {
    name: 'meaning',
    by: 'the meaning of texts',
    candidates: [...cosines].map(([id, score]) =>
      foundBy(
        { name: 'meaning', signal: ref },
        { id, score, why: `its text means alike (${score.toFixed(2)})` },
      ),
    ),
    weight: weightOf('meaning', meaning),
    refs: [ref],
    explanations: [explanation],
  };
}

/** Items with pictures of the colours that are looked for, in no order. */
export async function findByPalette(
  { colours }: Pick<UnderstoodQuery, 'colours'>,
  { reach, filters }: Wanted,
  versions: Versions,
  { db }: Stores,
): Promise<RouteFound> {
  const wanted = colours.filter(({ weight }) => weight > 0);
  const names = wanted.flatMap((each) => each.colours.flatMap((colour) => [...colour.names]));
  const ref = versions.live('palette');
  const ids = await findByColours(names, { limit: reach, filters }, db);
  return {
    name: 'colours',
    by: 'the colours of pictures',
    candidates: ids.map((id) =>
      foundBy(
        { name: 'colours', signal: ref },
        { id, score: 1, why: 'its picture is of the colour' },
      ),
    ),
    weight: searchWeights.routes.colours,
    refs: [ref],
    explanations: [],
  };
}

function weightOf(name: RouteName, { weight }: Pick<CombinedQuery, 'weight'>): number {
  return searchWeights.routes[name] * weight;
}

function limitsOf({ reach, filters }: Wanted, { db }: Pick<Stores, 'db'>) {
  return { limit: reach, filter: filters && filterOf(filters, db) };
}
