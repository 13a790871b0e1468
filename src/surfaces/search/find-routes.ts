import type { Versions } from '../../extraction/versions/versions.ts';
import { unrelated } from '../../retrieval/unrelated.ts';
import type { TermsReader } from '../../retrieval/words/query-terms.ts';
import { rankByWords, type WordMatch } from '../../retrieval/words/rank-by-words.ts';
import type { Trace } from '../pipeline/trace.ts';
import type { CombinedQuery } from './combine.ts';
import { embedParts, type QueryVectors } from './embed-parts.ts';
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
  /** What was looked for among the embeddings of items. */
  readonly vectors: QueryVectors;
  /** How well the words of items answer. */
  readonly matches: ReadonlyMap<string, WordMatch>;
}

export interface Finding {
  readonly versions: Versions;
  readonly searcher: Searcher;
  readonly trace: Trace;
  readonly readTerms: TermsReader;
}

/**
 * Looks for candidates by every route that the query has: among words while the query is embedded,
 * then among embeddings.
 *
 * @throws what embedding parts throws
 */
export async function findRoutes(
  query: UnderstoodQuery,
  { limit, filters }: SearchOptions,
  { versions, searcher, trace, readTerms }: Finding,
): Promise<RoutesFound> {
  const { stores } = searcher;
  const wanted = { filters, reach: reachOf(query, limit) };
  const { words, colours } = query;
  const matches = new Map<string, WordMatch>();
  const findWords = async (): Promise<RouteFound> => {
    const text = words.map((part) => part.text).join(' ');
    const found = await rankByWords(stores.db, text, {
      limit: wanted.reach,
      filters,
      readTerms,
    });
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
  const embedding = embedParts(query.embedded, versions, searcher);
  const byWords = words.length > 0 ? take(trace, 'words', findWords) : undefined;
  const findMeaning = async (meaning: CombinedQuery): Promise<RouteFound> => {
    const [found] = await Promise.all([
      findByMeaning(meaning, unrelated, wanted, versions, stores),
      byWords,
    ]);
    const isAnswered = [...matches.values()].some((match) => match !== 'some');
    if (!isAnswered) return found;
    const close = found.candidates.filter(({ score }) => score >= closelyRelated);
    return { ...found, candidates: close };
  };
  const byMeaning = async (): Promise<RouteFound | undefined> => {
    const { meaning } = await embedding;
    return meaning && (await take(trace, 'meaning', () => findMeaning(meaning)));
  };
  const byPictures = async (): Promise<RouteFound | undefined> => {
    const { looks } = await embedding;
    const name = query.isDepiction ? 'depiction' : 'looks';
    return (
      looks && (await take(trace, name, () => findByLooks(looks, name, wanted, versions, stores)))
    );
  };
  const byPalette = async (): Promise<RouteFound | undefined> =>
    query.isOfColours && colours.some(({ weight }) => weight > 0)
      ? await take(trace, 'colours', () => findByPalette(query, wanted, versions, stores))
      : undefined;
  const found = await Promise.all([byWords, byMeaning(), byPictures(), byPalette()]);
  const routes = found.filter((route) => route !== undefined);
  return { routes, vectors: await embedding, matches };
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
function reachOf({ isSimple, colours }: UnderstoodQuery, limit: number) {
  const { alone, mixed, least, leastMixed } = searchWeights.reach;
  const isMixed = !isSimple || colours.length > 0;
  const wanted = isMixed ? Math.max(leastMixed, limit * mixed) : Math.max(least, limit * alone);
  return Math.min(mostReach, wanted);
}
