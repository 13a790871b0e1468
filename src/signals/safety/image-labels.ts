import type { SignalValue } from '../../contracts/values.ts';
import type { SafetyLabelId } from './taxonomy.ts';

/** Probabilities of the image model, 0..1, summing to 1. */
export type ClassProbabilities = NonNullable<SignalValue<'safety'>['image']>;

/** The classes in the order of the model's output. */
const classes = ['drawing', 'hentai', 'neutral', 'porn', 'sexy'] as const;

export function namedClasses(probabilities: readonly number[]): ClassProbabilities {
  const named = { drawing: 0, hentai: 0, neutral: 0, porn: 0, sexy: 0 };
  for (const [index, name] of classes.entries()) {
    named[name] = Math.min(1, Math.max(0, probabilities[index] ?? 0));
  }
  return named;
}

/** A probability and the score it stands for; scores between are interpolated. */
type Point = readonly [probability: number, score: number];

/**
 * From probabilities to scores of harm: 0.5 (sensitive) and 0.85 (unsafe) lie where the measured
 * distributions on innocent pictures put them, docs/decisions/2026-11-23-safety-tiers.md.
 */
const curves: readonly {
  readonly label: SafetyLabelId;
  readonly probability: (of: ClassProbabilities) => number;
  readonly points: readonly Point[];
}[] = [
  {
    label: 'adult/explicit-imagery/photographed',
    probability: ({ porn }) => porn,
    points: [
      [0, 0],
      [0.9, 0.5],
      [0.98, 0.85],
      [1, 1],
    ],
  },
  {
    label: 'adult/explicit-imagery/drawn',
    probability: ({ hentai }) => hentai,
    points: [
      [0, 0],
      [0.6, 0.5],
      [0.9, 0.85],
      [1, 1],
    ],
  },
  {
    label: 'adult/suggestive-imagery/revealing',
    probability: ({ porn, hentai, sexy }) => Math.min(1, porn + hentai + sexy),
    points: [
      [0, 0],
      [0.9, 0.5],
      [1, 0.8],
    ],
  },
];

/** The scores (0..1) of the labels of pictures. */
export function imageLabels(image: ClassProbabilities): ReadonlyMap<SafetyLabelId, number> {
  return new Map(
    curves.map(({ label, probability, points }) => [
      label,
      interpolate(points, probability(image)),
    ]),
  );
}

function interpolate(points: readonly Point[], at: number): number {
  let [fromX, fromY]: Point = [0, 0];
  for (const [x, y] of points) {
    if (at <= x) return x === fromX ? y : fromY + ((at - fromX) / (x - fromX)) * (y - fromY);
    [fromX, fromY] = [x, y];
  }
  return fromY;
}
