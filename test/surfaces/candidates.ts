import type { Card } from '../../src/contracts/api.ts';
import type { Hydrated } from '../../src/surfaces/pipeline/candidate.ts';

/** A candidate of an item that nothing is known of but what is given. */
export function candidate(
  id: string,
  { score = 0, cluster = null, ...card }: Partial<Card> & Partial<Hydrated> = {},
): Hydrated {
  return {
    id,
    score,
    why: [],
    scores: [],
    rules: [],
    cluster,
    card: {
      id,
      title: id,
      medium: 'image',
      asset: null,
      width: 0,
      height: 0,
      durationSeconds: null,
      colour: null,
      safety: 'safe',
      quality: null,
      state: 'done',
      excerpt: '',
      ...card,
    },
  };
}
