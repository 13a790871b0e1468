import { Largest } from '../../indexes/scan/largest.ts';
import { bm25, inverseDocumentFrequency } from '../bm25.ts';
import type { QueryTerm, QueryTerms } from '../query-terms.ts';
import { documentOf, frequencyOf, type Postings } from './postings.ts';

export interface RankedDocument {
  readonly id: string;
  /** Whether it has all terms, but for those that its language passes over. */
  readonly hasAll: boolean;
  /** BM25 */
  readonly score: number;
}

export interface RankOptions {
  readonly limit: number;
  /** Items that are wanted whatever their rank is, where they have a term. */
  readonly always?: Iterable<string>;
}

/** Above every score, so that what has all terms comes first. */
const tier = 2 ** 20;

/** Of a document without a term of the query, or one that is gone. */
const none = -1;

/**
 * Every document with a term of the query by BM25, those that have all terms first: term after term,
 * with a sum for each document.
 *
 * @param query At most 32 terms.
 */
export function rankPostings(
  postings: Postings,
  query: QueryTerms,
  { limit, always = [] }: RankOptions,
): RankedDocument[] {
  const sums = sumTerms(postings, query);
  const { scores } = sums;
  const least = tellRanks(postings, query.terms, sums, limit);
  const wanted = new Set<number>();
  for (const item of always) wanted.add(postings.numberOf(item) ?? none);
  const found: { readonly id: string; readonly rank: number; readonly document: number }[] = [];
  for (let document = 0; document < scores.length; document += 1) {
    const rank = scores[document] ?? none;
    if (rank === none || (rank < least && !wanted.has(document))) continue;
    found.push({ id: postings.itemOf(document) ?? '', rank, document });
  }
  return found
    .toSorted((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))
    .filter(({ document }, at) => at < limit || wanted.has(document))
    .map(({ id, rank }) => {
      const hasAll = rank >= tier;
      return { id, hasAll, score: hasAll ? rank - tier : rank };
    });
}

/** By document. */
interface Sums {
  readonly scores: Float64Array;
  /** A bit for each term that it has. */
  readonly having: Uint32Array;
}

function sumTerms(postings: Postings, { terms, documents, meanLength }: QueryTerms): Sums {
  const scores = new Float64Array(postings.size);
  const having = new Uint32Array(postings.size);
  const frequencies = new Float64Array(postings.size);
  const least = bm25.k1 * (1 - bm25.b);
  const each = (bm25.k1 * bm25.b) / (meanLength > 0 ? meanLength : 1);
  for (const [at, { variants, documents: count }] of terms.entries()) {
    const weight = inverseDocumentFrequency(count, documents) * (bm25.k1 + 1);
    const bit = 1 << at;
    const lists = variants.flatMap((variant) => {
      const list = postings.listOf(variant);
      return list ? [list] : [];
    });
    for (const list of lists) {
      for (let place = 0; place < list.length; place += 1) {
        const posting = list[place] ?? 0;
        const document = documentOf(posting);
        frequencies[document] = (frequencies[document] ?? 0) + frequencyOf(posting);
      }
    }
    // Again for each document once, whichever of the variants it has.
    for (const list of lists) {
      for (let place = 0; place < list.length; place += 1) {
        const document = documentOf(list[place] ?? 0);
        const frequency = frequencies[document] ?? 0;
        if (frequency === 0) continue;
        frequencies[document] = 0;
        const norm = least + each * postings.lengthOf(document);
        scores[document] = (scores[document] ?? 0) + (weight * frequency) / (frequency + norm);
        having[document] = (having[document] ?? 0) | bit;
      }
    }
  }
  return { scores, having };
}

/**
 * Makes ranks of the scores.
 *
 * @returns The least rank of the `limit` best.
 */
function tellRanks(
  postings: Postings,
  terms: readonly QueryTerm[],
  { scores, having }: Sums,
  limit: number,
): number {
  const needed = Int32Array.from(neededTerms(postings.configurations, terms));
  const best = new Largest(limit);
  let { least } = best;
  for (let document = 0; document < scores.length; document += 1) {
    const mask = having[document] ?? 0;
    if (mask === 0 || postings.itemOf(document) === undefined) {
      scores[document] = none;
      continue;
    }
    const bits = needed[postings.configurationOf(document)] ?? 0;
    const rank = (scores[document] ?? 0) + ((mask & bits) === bits ? tier : 0);
    scores[document] = rank;
    if (rank <= least) continue;
    best.offer(rank);
    ({ least } = best);
  }
  return least;
}

/** By configuration. A word that a language passes over no document of it can have, and none needs. */
function neededTerms(configurations: readonly string[], terms: readonly QueryTerm[]): number[] {
  const isTold = terms.some(({ passedOverBy }) => passedOverBy.length === 0);
  return configurations.map((configuration) =>
    terms.reduce((mask, { passedOverBy }, at) => {
      const isPassedOver = isTold && passedOverBy.includes(configuration);
      return isPassedOver ? mask : mask | (1 << at);
    }, 0),
  );
}
