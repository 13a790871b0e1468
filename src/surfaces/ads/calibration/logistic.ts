import { solvePositiveDefinite } from './cholesky.ts';

export interface LogisticFit {
  readonly intercept: number;
  /** One a column. */
  readonly weights: readonly number[];
}

const mostSteps = 100;
/** Newton's steps shrink quadratically: below this the next changes no digit that matters. */
const settled = 1e-10;

/** 1 / (1 + e^−x) without overflow. */
export function sigmoid(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const odds = Math.exp(logOdds);
  return odds / (1 + odds);
}

/**
 * Logistic regression by Newton's method, which is iteratively reweighted least squares (Hastie,
 * Tibshirani and Friedman, "The Elements of Statistical Learning", 2nd edition, 4.4.1), with a ridge
 * on the weights, not on the intercept. Steps are halved until the likelihood is no worse.
 *
 * @param rows `[rows, columns]`
 * @param labels 0 or 1 each.
 * @param ridge Half of it times the squared weights is taken from the log-likelihood: above 0 the fit
 *   is finite even where a column separates the labels.
 * @throws RangeError Where without a ridge columns depend on each other.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  ridge: number,
): LogisticFit {
  const columns = (rows[0]?.length ?? 0) + 1;
  const padded = rows.map((row) => [1, ...row]);
  const penalties = Array.from({ length: columns }, (_, column) => (column === 0 ? 0 : ridge));
  const likelihoodOf = (weights: readonly number[]) =>
    padded.reduce((sum, row, at) => sum + logLikelihood(dot(row, weights), labels[at] ?? 0), 0) -
    weights.reduce((sum, weight, at) => sum + ((penalties[at] ?? 0) * weight ** 2) / 2, 0);

  let weights = Array.from({ length: columns }, () => 0);
  let likelihood = likelihoodOf(weights);
  for (let step = 0; step < mostSteps; step += 1) {
    const { gradient, curvature } = derivativesAt(weights, padded, labels, penalties);
    const direction = solvePositiveDefinite(curvature, gradient);
    let length = 1;
    let next = weights.map((weight, at) => weight + (direction[at] ?? 0));
    while (likelihoodOf(next) < likelihood - 1e-12 && length > 1e-6) {
      length /= 2;
      const short = length;
      next = weights.map((weight, at) => weight + short * (direction[at] ?? 0));
    }
    const moved = Math.max(...next.map((weight, at) => Math.abs(weight - (weights[at] ?? 0))));
    weights = next;
    likelihood = likelihoodOf(weights);
    if (moved < settled) break;
  }
  const [intercept = 0, ...rest] = weights;
  return { intercept, weights: rest };
}

/** The gradient of the likelihood, and its second derivatives with the sign turned. */
function derivativesAt(
  weights: readonly number[],
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  penalties: readonly number[],
) {
  const gradient = weights.map((weight, at) => -(penalties[at] ?? 0) * weight);
  const curvature = penalties.map((penalty, row) =>
    penalties.map((_, column) => (row === column ? penalty : 0)),
  );
  for (const [at, row] of rows.entries()) {
    const chance = sigmoid(dot(row, weights));
    const spread = chance * (1 - chance);
    for (const [i, value] of row.entries()) {
      gradient[i] = (gradient[i] ?? 0) + value * ((labels[at] ?? 0) - chance);
      const own = curvature[i];
      if (own === undefined) continue;
      for (let j = 0; j <= i; j += 1) own[j] = (own[j] ?? 0) + spread * value * (row[j] ?? 0);
    }
  }
  return { gradient, curvature };
}

/** ln p of a label at log-odds, without overflow. */
function logLikelihood(logOdds: number, label: number): number {
  const signed = label === 1 ? logOdds : -logOdds;
  return signed >= 0 ? -Math.log1p(Math.exp(-signed)) : signed - Math.log1p(Math.exp(signed));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
