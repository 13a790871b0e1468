import type { WordMatch } from '../../retrieval/words/rank-by-words.ts';
import { byScore, withScore, type Candidate } from '../pipeline/candidate.ts';
import type { UnderstoodQuery } from './understand.ts';

const tiers: Readonly<Record<WordMatch, number>> = { title: 2, all: 1, some: 0 };

/**
 * Where the search is of words alone, three tiers, each a third of 0..1: the title is the query, all its words match, the rest. Within
 * them the order stays (docs/decisions/2026-11-23-text-search.md).
 */
export function rankByTiers<Of extends Candidate>(
  candidates: readonly Of[],
  { isSimple, words }: Pick<UnderstoodQuery, 'isSimple' | 'words'>,
  matches: ReadonlyMap<string, WordMatch>,
): Of[] {
  if (!isSimple || words.length === 0) return [...candidates];
  return candidates
    .map((candidate) => {
      const tier = tiers[matches.get(candidate.id) ?? 'some'];
      const value = (tier + candidate.score) / 3;
      return withScore(candidate, { stage: 'rank', name: 'tiers', value, signal: null });
    })
    .toSorted(byScore);
}
