/**
 * All numbers that a search is tuned by. What they were chosen by:
 * docs/decisions/2026-11-23-search-mix.md and 2026-11-23-text-search.md.
 */
export const searchWeights = {
  /** What each route says in the fusion of ranks, times the weights of its parts. */
  routes: { words: 1, meaning: 1, depiction: 1, looks: 1, colours: 1 },
  /** Candidates of each route for one result: where several must agree, they look further. */
  reach: { alone: 2, mixed: 8, least: 60, leastMixed: 400 },
  /** The share of what leads away that is taken from a vector of length 1: Rocchio's γ. */
  away: 0.5,
  /** What is left of a score of an item in none of the colours asked for. */
  otherColour: { mixed: 0.15, besideWords: 0.6 },
  /** The share of a picture that is enough to be of a colour. */
  enoughOfColour: 0.2,
  /** What is left of the score of a sensitive item. */
  sensitive: 0.8,
} as const;
