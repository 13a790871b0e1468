import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  intersectionOverUnion,
  suppressOverlaps,
} from '../../../src/signals/objects/non-maximum-suppression.ts';

const share = fc.double({ min: 0, max: 0.5, noNaN: true });
const candidate = fc.record({
  label: fc.constantFrom('cat', 'dog'),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  box: fc.record({
    x: share,
    y: share,
    width: share.map((size) => size + 0.01),
    height: share.map((size) => size + 0.01),
  }),
});
const candidates = fc.array(candidate, { maxLength: 30 });

describe('intersectionOverUnion()', () => {
  test('is the shared area by the joint area', () => {
    const left = { x: 0, y: 0, width: 0.4, height: 0.5 };
    const right = { x: 0.2, y: 0, width: 0.4, height: 0.5 };
    expect(intersectionOverUnion(left, right)).toBeCloseTo(1 / 3, 12);
    expect(intersectionOverUnion(left, { ...right, x: 0.4 })).toBe(0);
  });

  test('is symmetric, within 0..1, and 1 for a box and itself', () => {
    fc.assert(
      fc.property(candidate, candidate, ({ box: a }, { box: b }) => {
        const overlap = intersectionOverUnion(a, b);
        expect(overlap).toBe(intersectionOverUnion(b, a));
        expect(overlap).toBeGreaterThanOrEqual(0);
        expect(overlap).toBeLessThanOrEqual(1 + 1e-12);
        expect(intersectionOverUnion(a, a)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('suppressOverlaps()', () => {
  test('keeps no two of one label that overlap more than allowed', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const kept = suppressOverlaps(all, 0.5);
        for (const [index, a] of kept.entries()) {
          for (const b of kept.slice(index + 1)) {
            if (a.label === b.label) {
              expect(intersectionOverUnion(a.box, b.box)).toBeLessThanOrEqual(0.5);
            }
          }
        }
      }),
    );
  });

  test('drops only what a better one of its label covers', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const kept = suppressOverlaps(all, 0.5);
        for (const dropped of all.filter((one) => !kept.includes(one))) {
          const covers = kept.filter(
            ({ label, score, box }) =>
              label === dropped.label &&
              score >= dropped.score &&
              intersectionOverUnion(box, dropped.box) > 0.5,
          );
          expect(covers).not.toHaveLength(0);
        }
      }),
    );
  });

  test('gives the best first and changes nothing when done twice', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const once = suppressOverlaps(all, 0.5);
        expect(once.map(({ score }) => score)).toEqual(
          once.map(({ score }) => score).toSorted((a, b) => b - a),
        );
        expect(suppressOverlaps(once, 0.5)).toEqual(once);
      }),
    );
  });
});
