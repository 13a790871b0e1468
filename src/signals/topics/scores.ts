import type { TopicNode } from './taxonomy.ts';

/** Logistic calibration (Platt 1999) of two features of a node. */
export interface Calibration {
  readonly evidence: number;
  readonly lead: number;
  readonly intercept: number;
}

/** Fitted on half of OpenMoji's subgroups: docs/decisions/2026-11-23-topics.md. */
export const calibration: Calibration = { evidence: 3.14, lead: 6.67, intercept: -1.43 };

export interface NodeFeatures {
  /** The largest evidence of the node and all below it. */
  readonly evidence: Float64Array;
  /**
   * How far the node's evidence is above that of the best of its siblings (for a root: of the other
   * roots), and no more than its parent's lead: negative where another is better.
   */
  readonly lead: Float64Array;
}

/** Pools evidence up the tree and compares it between siblings. */
export function nodeFeatures(nodes: readonly TopicNode[], own: Float64Array): NodeFeatures {
  const evidence = Float64Array.from(own);
  // Every parent stands before its children, so that backwards children are complete first.
  for (let index = nodes.length - 1; index >= 0; index--) {
    const parent = nodes[index]?.parent;
    if (parent === undefined) continue;
    evidence[parent] = Math.max(evidence[parent] ?? -Infinity, evidence[index] ?? -Infinity);
  }
  const best = bestTwoOfSiblings(nodes, evidence);
  const lead = new Float64Array(nodes.length);
  for (const [index, { parent }] of nodes.entries()) {
    const value = evidence[index] ?? 0;
    const [first, second] = best.get(parent) ?? [-Infinity, -Infinity];
    const rival = value === first ? second : first;
    const ceiling = parent === undefined ? Infinity : (lead[parent] ?? 0);
    // An only child has no rival of its own, and stands as its parent does.
    lead[index] = rival === -Infinity ? ceiling : Math.min(ceiling, value - rival);
  }
  return { evidence, lead };
}

function bestTwoOfSiblings(nodes: readonly TopicNode[], evidence: Float64Array) {
  const best = new Map<number | undefined, readonly [first: number, second: number]>();
  for (const [index, { parent }] of nodes.entries()) {
    const value = evidence[index] ?? 0;
    const [first, second] = best.get(parent) ?? [-Infinity, -Infinity];
    best.set(parent, value > first ? [value, first] : [first, Math.max(second, value)]);
  }
  return best;
}

/**
 * The probability that each node is right. A parent's is never below a child's: both its features
 * are at least the child's.
 */
export function nodeScores(
  { evidence, lead }: NodeFeatures,
  by: Calibration = calibration,
): Float64Array {
  return evidence.map((value, index) => {
    const logit = by.evidence * value + by.lead * (lead[index] ?? 0) + by.intercept;
    return 1 / (1 + Math.exp(-logit));
  });
}
