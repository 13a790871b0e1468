import { describe, expect, test } from 'vitest';
import { solvePositiveDefinite } from '../../../../src/surfaces/ads/calibration/cholesky.ts';
import { fitLogistic, sigmoid } from '../../../../src/surfaces/ads/calibration/logistic.ts';

/**
 * The 23 flights before Challenger's last: °F at launch and whether an O-ring was in distress
 * (Dalal, Fowlkes and Hoadley, "Risk Analysis of the Space Shuttle", JASA 84, 1989, table 1).
 */
const flights: readonly (readonly [degrees: number, distress: 0 | 1])[] = [
  [66, 0],
  [70, 1],
  [69, 0],
  [68, 0],
  [67, 0],
  [72, 0],
  [73, 0],
  [70, 0],
  [57, 1],
  [63, 1],
  [70, 1],
  [78, 0],
  [67, 0],
  [53, 1],
  [67, 0],
  [75, 0],
  [70, 0],
  [81, 0],
  [76, 0],
  [79, 0],
  [75, 1],
  [76, 0],
  [58, 1],
];

describe('fitLogistic()', () => {
  test('gives the published fit of the O-rings: 15.043 − 0.2322 · °F', () => {
    const { intercept, weights } = fitLogistic(
      flights.map(([degrees]) => [degrees]),
      flights.map(([, distress]) => distress),
      0,
    );
    expect(intercept).toBeCloseTo(15.0429, 3);
    expect(weights[0]).toBeCloseTo(-0.23216, 4);
    // Dalal et al.: almost certain distress at the 31 °F of the last launch.
    expect(sigmoid(intercept + 31 * (weights[0] ?? 0))).toBeGreaterThan(0.999);
  });

  test('stays finite with a ridge when a column separates the labels', () => {
    const rows = [-2, -1, 1, 2].map((value) => [value]);
    const { weights } = fitLogistic(rows, [0, 0, 1, 1], 1);
    expect(weights[0]).toBeGreaterThan(0.5);
    expect(weights[0]).toBeLessThan(5);
  });

  test('foretells the share when there is no column', () => {
    const { intercept } = fitLogistic([[], [], [], []], [1, 0, 0, 0], 1);
    expect(sigmoid(intercept)).toBeCloseTo(0.25, 9);
  });
});

describe('sigmoid()', () => {
  test('overflows nowhere', () => {
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(1000)).toBe(1);
    expect(sigmoid(-1000)).toBe(0);
  });
});

describe('solvePositiveDefinite()', () => {
  test('solves a system worked by hand', () => {
    const solved = solvePositiveDefinite(
      [
        [4, 2],
        [2, 3],
      ],
      [2, 5],
    );
    expect(solved[0]).toBeCloseTo(-0.5, 12);
    expect(solved[1]).toBeCloseTo(2, 12);
  });

  test('refuses a matrix that is not positive definite', () => {
    expect(() =>
      solvePositiveDefinite(
        [
          [1, 2],
          [2, 1],
        ],
        [1, 1],
      ),
    ).toThrow(/not positive definite/);
  });
});
