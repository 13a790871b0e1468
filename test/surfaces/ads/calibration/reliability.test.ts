import { describe, expect, test } from 'vitest';
import { reliabilityOf } from '../../../../src/surfaces/ads/calibration/reliability.ts';

const of = (...pairs: readonly (readonly [chance: number, label: number])[]) =>
  reliabilityOf(pairs.map(([chance, label]) => ({ chance, label })));

describe('reliabilityOf()', () => {
  test('is what is worked by hand of four pairs', () => {
    const { ece, brier, logLoss, auc, pairs, relevant, bins } = of(
      [0.9, 1],
      [0.95, 0],
      [0.2, 0],
      [0.25, 1],
    );
    expect({ pairs, relevant }).toEqual({ pairs: 4, relevant: 2 });
    // Bins: 0.9–1 foretold 0.925, came 0.5; 0.2–0.3 foretold 0.225, came 0.5.
    expect(ece).toBeCloseTo(0.5 * 0.425 + 0.5 * 0.275, 12);
    expect(brier).toBeCloseTo((0.01 + 0.9025 + 0.04 + 0.5625) / 4, 12);
    const bits = Math.log(0.9) + Math.log(0.05) + Math.log(0.8) + Math.log(0.25);
    expect(logLoss).toBeCloseTo(-bits / 4, 12);
    // Of four pairs of pairs the relevant one is above in two.
    expect(auc).toBe(0.5);
    expect(bins.map((bin) => bin.pairs)).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 2]);
  });

  test('counts ties half, and knows no curve when all pairs are alike', () => {
    expect(of([0.5, 1], [0.5, 0]).auc).toBe(0.5);
    expect(of([0.5, 1], [0.7, 1]).auc).toBeNull();
  });

  test('takes chances of 0 and 1 without an infinite loss', () => {
    const { logLoss, ece } = of([1, 1], [0, 0], [1, 0]);
    expect(Number.isFinite(logLoss)).toBe(true);
    expect(ece).toBeCloseTo((2 / 3) * 0.5, 12);
  });
});
