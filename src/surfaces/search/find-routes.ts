import type { Versions } from '../../extraction/versions/versions.ts';
import { unrelated } from '../../retrieval/unrelated.ts';
import { rankByWords, type WordMatch } from '../../retrieval/words/rank-by-words.ts';
import type { Trace } from '../pipeline/trace.ts';
import { findByLooks, findByMeaning, findByPalette } from './find-candidates.ts';
import type { SearchOptions } from './query.ts';
import { foundBy, type RouteFound } from './route.ts';
import type { Searcher } from './searcher.ts';
import type { UnderstoodQuery } from './understand.ts';
import { searchWeights } from './weights.ts';

/** Where words answer the query, what only means something alike must do so closely. */
const closelyRelated = 0.5;

const mostReach = 2000;

const whyWords: Readonly<Record<WordMatch, string>> = {
  title: 'it is its title',
  all: 'its words match',
  some: 'some of its words match',
};

export interface RoutesFound {
  readonly routes: readonly RouteFound[];
  /** How well the words of items answer. */
  readonly matches: ReadonlyMap<string, WordMatch>;
}

/** Looks for candidates by every route that the query has. */
export async function findRoutes(
  query: UnderstoodQuery,
  { limit, filters }: SearchOptions,
  versions: Versions,
  { stores }: Searcher,
  trace: Trace,
): Promise<RoutesFound> {
  const wanted = { filters, reach: reachOf(query, limit) };
  const { words, meaning, looks, colours } = query;
  const matches = new Map<string, WordMatch>();
  const findWords = async (): Promise<RouteFound> => {
    const text = words.map((part) => part.text).join(' ');
    const found = await rankByWords(stores.db, text, { limit: wanted.reach, filters });
    for (const { id, match } of found) matches.set(id, match);
    return {
      name: 'words',
      by: 'words of titles, tags, descriptions, objects and text in pictures',
      candidates: found.map(({ id, match, score }) =>
        foundBy({ name: 'words', signal: null }, { id, score, why: whyWords[match] }),
      ),
      weight: searchWeights.routes.words * Math.max(...words.map(({ weight }) => weight)),
      refs: [],
      explanations: [],
    };
  };
  const findMeaning = async (found: NonNullable<typeof meaning>): Promise<RouteFound> => {
    const isAnswered = [...matches.values()].some((match) => match !== 'some');
    const least = words.length > 0 && isAnswered ? closelyRelated : unrelated;
    return await findByMeaning(found, least, wanted, versions, stores);
  };
  const byText = async (): Promise<(RouteFound | undefined)[]> => [
    words.length > 0 ? await take(trace, 'words', findWords) : undefined,
    meaning && (await take(trace, 'meaning', () => findMeaning(meaning))),
  ];
  const byPictures = async (): Promise<RouteFound | undefined> => {
    const name = query.isDepiction ? 'depiction' : 'looks';
    return (
      looks && (await take(trace, name, () => findByLooks(looks, name, wanted, versions, stores)))
    );
  };
  const byPalette = async (): Promise<RouteFound | undefined> =>
    query.isOfColours && colours.some(({ weight }) => weight > 0)
      ? await take(trace, 'colours', () => findByPalette(query, wanted, versions, stores))
      : undefined;
  const found = await Promise.all([byText(), byPictures(), byPalette()]);
  return { routes: found.flat().filter((route) => route !== undefined), matches };
}

async function take(
  trace: Trace,
  name: RouteFound['name'],
  find: () => Promise<RouteFound>,
): Promise<RouteFound | undefined> {
  let found: RouteFound | undefined;
  await trace.step(['candidates', name], [], async (_, note) => {
    found = await find();
    for (const { signal, path, reason } of found.explanations)
      note(`${signal}: ${path}: ${reason}`);
    return found.candidates;
  });
  return found;
}

/** Several routes agree on few: where there are several, each looks further. */
function reachOf({ isSimple, colours, unwanted, looks, meaning }: UnderstoodQuery, limit: number) {
  const { alone, mixed, least, leastMixed } = searchWeights.reach;
  const leadsAway = [looks, meaning].some((each) => (each?.away.length ?? 0) > 0);
  const isMixed = !isSimple || colours.length > 0 || unwanted.length > 0 || leadsAway;
  const wanted = isMixed ? Math.max(leastMixed, limit * mixed) : Math.max(least, limit * alone);
  return Math.min(mostReach, wanted);
}
