import { inputError } from '../../base/errors.ts';
import type { Embedding } from '../../signals/embedding.ts';
import { searchWeights } from './weights.ts';

/** An embedding and how much it says; below 0 it leads away. */
export interface WeighedEmbedding {
  readonly embedding: Embedding;
  readonly weight: number;
}

/** What of one space is looked for. */
export interface CombinedQuery {
  /** What neighbours are looked for of: towards the one, away from the other. */
  readonly query: Embedding;
  /** Without what leads away; of length 1. */
  readonly towards: Embedding;
  readonly away: readonly Embedding[];
  /** Of all that leads towards it. */
  readonly weight: number;
}

/**
 * One query of several embeddings of one space: the weighted mean of those that lead towards it less
 * a share of those that lead away, of length 1 (Rocchio, "Relevance Feedback in Information
 * Retrieval", in Salton, The SMART Retrieval System, 1971).
 *
 * @param embeddings Of one space, at least one of a weight above 0.
 * @throws input `nothing-left` where the parts cancel each other out
 */
export function combine(
  embeddings: readonly WeighedEmbedding[],
  share: number = searchWeights.away,
): CombinedQuery | undefined {
  const towardsParts = embeddings.filter(({ weight }) => weight > 0);
  const awayParts = embeddings.filter(({ weight }) => weight < 0);
  const [first] = towardsParts;
  if (first === undefined) return undefined;
  const { space } = first.embedding;
  const weight = totalOf(towardsParts);
  const towards = unit(meanOf(towardsParts, weight));
  // Beside one part that leads towards it: two of them are no reason to leave less far behind.
  const away = meanOf(awayParts, weight / towardsParts.length);
  const query = unit(towards.map((number, at) => number + share * (away[at] ?? 0)));
  return {
    query: { space, vector: query },
    towards: { space, vector: towards },
    away: awayParts.map(({ embedding }) => embedding),
    weight,
  };
}

function totalOf(parts: readonly WeighedEmbedding[]): number {
  return parts.reduce((sum, { weight }) => sum + weight, 0);
}

function meanOf(parts: readonly WeighedEmbedding[], total: number): number[] {
  const sum: number[] = [];
  for (const { embedding, weight } of parts) {
    for (const [at, number] of embedding.vector.entries()) {
      sum[at] = (sum[at] ?? 0) + (number * weight) / total;
    }
  }
  return sum;
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  if (length > 1e-6) return vector.map((number) => number / length);
  throw inputError(
    'nothing-left',
    'The parts of the search cancel each other out: what leads away is what leads towards. Leave one out, or give it less weight.',
  );
}
