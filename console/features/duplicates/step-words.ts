import type { DuplicateComparison } from '../../../src/contracts/duplicate-check.ts';

/** One number that a step measured, and the bound that decides. */
export interface Measure {
  readonly name: string;
  /** Where it stands on a line of 0..1, and the bound. */
  readonly at: number;
  readonly bound: number;
  readonly shown: string;
  /** What it must be. */
  readonly wanted: string;
  readonly isMet: boolean;
}

export interface Step {
  readonly name: string;
  /** What it came to; `skipped` where it was not needed or there was nothing to compare. */
  readonly outcome: 'yes' | 'no' | 'skipped';
  readonly verdict: string;
  readonly measures: readonly Measure[];
}

/** Bits of a PDQ hash. */
const hashBits = 256;

/** How two pictures were compared, step by step, each with what it measured and its bounds. */
export function stepsOf(comparison: DuplicateComparison): readonly Step[] {
  return [hashStep(comparison), embeddingStep(comparison), pixelStep(comparison)];
}

function hashStep({ hash }: DuplicateComparison): Step {
  const name = 'Hashes';
  if (hash === null) return skipped(name);
  const { bits, most, turned, isCopy } = hash;
  return {
    name,
    outcome: isCopy ? 'yes' : 'no',
    verdict: isCopy ? `a copy, ${turned}` : 'too far apart to tell',
    measures: [
      {
        name: 'bits that differ',
        at: bits / hashBits,
        bound: most / hashBits,
        shown: String(bits),
        wanted: `≤ ${most} of ${hashBits}`,
        isMet: bits <= most,
      },
    ],
  };
}

function embeddingStep({ embedding }: DuplicateComparison): Step {
  const name = 'Embeddings';
  if (embedding === null) return skipped(name);
  const { cosine, least, isCandidate } = embedding;
  return {
    name,
    outcome: isCandidate ? 'yes' : 'no',
    verdict: isCandidate ? 'alike enough to compare pixels' : 'not alike enough',
    measures: [atLeast('cosine', cosine, least)],
  };
}

function pixelStep({ pixels }: DuplicateComparison): Step {
  const name = 'Pixels';
  if (pixels === null) return skipped(name);
  const { correlation, gain, difference, overlap, bounds, isCutting, mirrored } = pixels;
  if (correlation === null || gain === null || difference === null || overlap === null) {
    return { name, outcome: 'no', verdict: 'fit on each other nowhere', measures: [] };
  }
  // Brighter and darker count alike: the bound holds for the factor and for one over it.
  const likeness = Math.min(gain, 1 / gain);
  return {
    name,
    outcome: isCutting ? 'yes' : 'no',
    verdict: isCutting
      ? `one is cut from the other${mirrored ? ', mirrored' : ''}`
      : 'they do not show the same',
    measures: [
      atLeast('correlation', correlation, bounds.correlation),
      atLeast('likeness of brightness', likeness, bounds.gain),
      atMost('largest difference', difference, bounds.difference, 2 * bounds.difference),
      atLeast('overlap', overlap, bounds.overlap),
    ],
  };
}

function skipped(name: string): Step {
  return { name, outcome: 'skipped', verdict: 'not needed', measures: [] };
}

function atLeast(name: string, value: number, bound: number): Measure {
  const shown = value.toFixed(3);
  return { name, at: value, bound, shown, wanted: `≥ ${bound}`, isMet: value >= bound };
}

/** @param end Where the line ends. */
function atMost(name: string, value: number, bound: number, end: number): Measure {
  return {
    name,
    at: value / end,
    bound: bound / end,
    shown: value.toFixed(3),
    wanted: `≤ ${bound}`,
    isMet: value <= bound,
  };
}
