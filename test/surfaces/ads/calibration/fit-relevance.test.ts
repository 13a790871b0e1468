import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/random.ts';
import {
  adFeatureNames,
  type AdFeatureVector,
  type RelevanceModel,
} from '../../../../src/contracts/ads.ts';
import {
  fitRelevance,
  type LabelledPair,
} from '../../../../src/surfaces/ads/calibration/fit-relevance.ts';
import { sigmoid } from '../../../../src/surfaces/ads/calibration/logistic.ts';
import { relevanceOf, unusedFeatures } from '../../../../src/surfaces/ads/calibration/relevance.ts';

const nothing = Object.fromEntries(adFeatureNames.map((name) => [name, null])) as AdFeatureVector;

/** Pairs whose chance is known: 2 · looks − 1, and 1 more where the text is unknown. */
function simulate(count: number, seed: number): LabelledPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const looks = random() * 4 - 2;
    const meaning = random() < 0.5 ? null : random();
    const chance = sigmoid(2 * looks - 1 + (meaning === null ? 1 : 0));
    return {
      query: `q${at % 40}`,
      features: { ...nothing, looks, meaning },
      label: random() < chance ? 1 : 0,
    };
  });
}

describe('fitRelevance()', () => {
  test('finds the weights of a known model, what not knowing says, and chances that hold', () => {
    const fitted = fitRelevance(simulate(6000, 3));
    const { terms } = fitted.general;
    const looks = terms.find(({ feature }) => feature === 'looks');
    const meaning = terms.find(({ feature }) => feature === 'meaning');
    expect((looks?.weight ?? 0) / (looks?.scale ?? 1)).toBeCloseTo(2, 0);
    expect(meaning?.whenNull).toBeGreaterThan(0.8);
    expect(meaning?.whenNull).toBeLessThan(1.2);
    expect(Math.abs(meaning?.weight ?? 9)).toBeLessThan(0.1);
    expect(terms).toHaveLength(2);
    expect(
      fitted.cases.map(({ intercept, ...known }) => [
        known.meaning,
        Math.round(intercept * 2) / 2 + 0,
      ]),
    ).toEqual([
      [true, -1],
      [false, 0],
    ]);
    expect(fitted.reliability.ece).toBeLessThan(0.03);
    expect(fitted.reliability.pairs).toBe(6000);
    expect(fitted.queries).toBe(40);
  });

  test('measures on queries that the fit had not seen', () => {
    // What only tells queries apart foretells nothing of others.
    const random = seededRandom(5);
    const pairs = Array.from({ length: 400 }, (_, at): LabelledPair => ({
      query: `q${at % 20}`,
      features: { ...nothing, looks: random() },
      label: at % 2,
    }));
    expect(fitRelevance(pairs).reliability.auc).toBeLessThan(0.6);
  });

  test('refuses pairs that say too little, in words', () => {
    expect(() => fitRelevance(simulate(60, 1))).toThrow(
      /at least 100 judged pairs .* got 60 of 40/,
    );
    const alike = simulate(200, 2).map((pair) => ({ ...pair, label: 1 }));
    expect(() => fitRelevance(alike)).toThrow(
      expect.objectContaining({ fault: 'input', code: 'too-few-pairs' }),
    );
  });
});

describe('relevanceOf()', () => {
  const model: Pick<RelevanceModel, 'general' | 'cases' | 'versions'> = {
    general: {
      intercept: -1,
      terms: [
        { feature: 'looks', mean: 0.5, scale: 0.25, weight: 2, whenNull: -0.5 },
        { feature: 'quality', mean: 0.5, scale: 0.5, weight: 1, whenNull: 0 },
      ],
    },
    cases: [{ looks: false, meaning: true, intercept: 3, terms: [] }],
    versions: { image_embedding: 1, text_embedding: 1 },
  };

  test('adds up the log-odds of what is known, and says what each feature added', () => {
    const { chance, parts } = relevanceOf({ ...nothing, looks: 0.75, quality: 1 }, model);
    expect(parts.map(({ logOdds }) => logOdds)).toEqual([2, 1]);
    expect(chance).toBeCloseTo(sigmoid(2), 12);
    expect(relevanceOf(nothing, model).chance).toBeCloseTo(sigmoid(-1.5), 12);
  });

  test('goes by the case that the pair is of, where there is a model of it', () => {
    expect(relevanceOf({ ...nothing, meaning: 0.5 }, model).chance).toBeCloseTo(sigmoid(3), 12);
    const both = relevanceOf({ ...nothing, meaning: 0.5, looks: 0.5 }, model);
    expect(both.chance).toBeCloseTo(sigmoid(-1), 12);
  });

  test('takes what another version made as not known', () => {
    const unused = unusedFeatures(model, { image_embedding: 2, text_embedding: 1 });
    expect(unused).toEqual(['looks']);
    const { chance } = relevanceOf({ ...nothing, looks: 0.75, quality: 1 }, model, unused);
    expect(chance).toBeCloseTo(sigmoid(-0.5), 12);
    expect(unusedFeatures(model, { image_embedding: 1, text_embedding: 1 })).toEqual([]);
  });
});
