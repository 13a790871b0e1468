import type { Reliability } from '../../../contracts/ads.ts';

/** What was foretold of one pair, and what it was. */
export interface Forecast {
  /** A probability. */
  readonly chance: number;
  /** 0 or 1. */
  readonly label: number;
}

const binCount = 10;

/** Nothing is surer than this to the log loss, which would be infinite where a sure one errs. */
const leastChance = 1e-15;

/**
 * How well forecasts hold: expected calibration error over ten bins of equal width (Naeini, Cooper and
 * Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015; Guo et al.,
 * "On Calibration of Modern Neural Networks", ICML 2017), Brier's score (1950), log loss, and the area
 * under the curve of receiver operating characteristics.
 */
export function reliabilityOf(forecasts: readonly Forecast[]): Reliability {
  const pairs = forecasts.length;
  const bins = Array.from({ length: binCount }, (_, bin) => {
    const own = forecasts.filter(
      ({ chance }) => Math.min(binCount - 1, Math.floor(chance * binCount)) === bin,
    );
    return {
      pairs: own.length,
      foretold: meanOf(own.map(({ chance }) => chance)),
      relevant: meanOf(own.map(({ label }) => label)),
    };
  });
  return {
    pairs,
    relevant: forecasts.filter(({ label }) => label === 1).length,
    ece: bins.reduce(
      (sum, bin) => sum + (bin.pairs / Math.max(1, pairs)) * Math.abs(bin.foretold - bin.relevant),
      0,
    ),
    brier: meanOf(forecasts.map(({ chance, label }) => (chance - label) ** 2)),
    logLoss: meanOf(
      forecasts.map(
        ({ chance, label }) => -Math.log(Math.max(leastChance, label === 1 ? chance : 1 - chance)),
      ),
    ),
    auc: areaUnderCurve(forecasts),
    bins,
  };
}

/** The chance that a relevant one is foretold more than another, ties half (Mann and Whitney, 1947). */
function areaUnderCurve(forecasts: readonly Forecast[]): number | null {
  const sorted = forecasts.toSorted((a, b) => a.chance - b.chance);
  let below = 0;
  let wins = 0;
  let relevant = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.chance === sorted[start]?.chance) end += 1;
    const equal = sorted.slice(start, end);
    const positives = equal.filter(({ label }) => label === 1).length;
    const others = equal.length - positives;
    wins += positives * (below + others / 2);
    relevant += positives;
    below += others;
    start = end;
  }
  return relevant > 0 && below > 0 ? wins / (relevant * below) : null;
}

/** 0 of none. */
function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
