import { nodeFeatures, type Calibration } from '../../src/signals/topics/scores.ts';
import { evidenceFor, type TopicSpace } from '../../src/signals/topics/space.ts';
import type { TopicSource } from '../../src/signals/topics/sources.ts';
import type { TopicCase } from './cases.ts';

/** A case as the scorer sees it. */
export interface Prepared {
  readonly case: TopicCase;
  readonly source: TopicSource;
}

/** The best root of a case with its features, and whether a person accepts it. */
export interface BestRoot {
  readonly evidence: number;
  readonly lead: number;
  readonly right: boolean;
}

export function bestRoot(space: TopicSpace, prepared: Prepared, lexicalWeight?: number): BestRoot {
  const { nodes } = space.taxonomy;
  const { vector, words } = prepared.source;
  const { evidence, lead } = nodeFeatures(nodes, evidenceFor(space, vector, words, lexicalWeight));
  const roots = nodes.flatMap(({ level, root }) => (level === 1 ? [root] : []));
  const best = roots.reduce((a, b) => ((evidence[b] ?? 0) > (evidence[a] ?? 0) ? b : a));
  return {
    evidence: evidence[best] ?? 0,
    lead: lead[best] ?? 0,
    right: prepared.case.accepted.includes(nodes[best]?.id ?? ''),
  };
}

/** Logistic regression by gradient ascent; the two features are near 0..1 and need no scaling. */
export function fitCalibration(rows: readonly BestRoot[]): Calibration {
  let [evidence, lead, intercept] = [0, 0, 0];
  const step = 2;
  for (let round = 0; round < 5_000; round++) {
    let [byEvidence, byLead, byIntercept] = [0, 0, 0];
    for (const row of rows) {
      const error = (row.right ? 1 : 0) - probability(row, { evidence, lead, intercept });
      byEvidence += error * row.evidence;
      byLead += error * row.lead;
      byIntercept += error;
    }
    evidence += (step * byEvidence) / rows.length;
    lead += (step * byLead) / rows.length;
    intercept += (step * byIntercept) / rows.length;
  }
  return { evidence, lead, intercept };
}

export function probability(row: BestRoot, { evidence, lead, intercept }: Calibration): number {
  return 1 / (1 + Math.exp(-evidence * row.evidence - lead * row.lead - intercept));
}

export interface Measured {
  readonly cases: number;
  /** Share of right best roots among those told. */
  readonly precision: number;
  /** Share of cases for which a root is told. */
  readonly coverage: number;
}

export function measure(rows: readonly BestRoot[], by: Calibration, threshold: number): Measured {
  const told = rows.filter((row) => probability(row, by) >= threshold);
  return {
    cases: rows.length,
    precision: told.filter(({ right }) => right).length / told.length,
    coverage: told.length / rows.length,
  };
}

/** Area under the curve of precision over coverage, 0..1: how well the order tells right from wrong. */
export function areaUnderPrecision(rows: readonly BestRoot[], by: Calibration): number {
  const ordered = rows.toSorted((a, b) => probability(b, by) - probability(a, by));
  let right = 0;
  let sum = 0;
  for (const [index, row] of ordered.entries()) {
    if (row.right) right++;
    sum += right / (index + 1);
  }
  return sum / rows.length;
}
