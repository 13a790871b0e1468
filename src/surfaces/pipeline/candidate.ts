import type { Card } from '../../contracts/api.ts';
import type { Box } from '../../contracts/box.ts';
import type { Evidence, StageScore } from '../../contracts/surfaces.ts';

/** An item that may be shown, and what the stages have said of it so far. */
export interface Candidate extends Evidence {
  readonly id: string;
  /** Its place: the greater the earlier. What it means is for the last stage that set it to say. */
  readonly score: number;
  /** In words, why it is here: a clause for each route that found it. */
  readonly why: readonly string[];
  /** The box of the item that matched, where a part of its picture did. */
  readonly box?: Box;
}

/** A candidate with what its surface knows of the item. */
export interface Hydrated extends Candidate {
  readonly card: Card;
  /** The near-duplicates that it is one of; null where it is alone. */
  readonly cluster: string | null;
  /** Near-duplicates of it that were left out. */
  readonly copies?: number;
}

/** The candidate with another score, which is kept as evidence. */
export function withScore<Of extends Candidate>(candidate: Of, score: StageScore): Of {
  return { ...candidate, score: score.value, scores: [...candidate.scores, score] };
}

/** The candidate with a rule that acted on it. */
export function withRule<Of extends Candidate>(candidate: Of, rule: string): Of {
  return { ...candidate, rules: [...candidate.rules, rule] };
}

/** Greatest score first; among equals by id, so that the order is always the same. */
export function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}
