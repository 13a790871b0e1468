import type { StageKind } from '../../src/contracts/surfaces.ts';

/** What a stage of a surface does, in a word or two. */
export const stageWords: Readonly<Record<StageKind, string>> = {
  candidates: 'Find',
  hydrate: 'Look up',
  rules: 'Rules',
  rank: 'Rank',
  diversify: 'Mix',
  present: 'Show',
};
