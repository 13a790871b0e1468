import { ciede2000 } from './ciede2000.ts';
import type { ColourBin } from './colour-bins.ts';
import { labOfRgb, type Lab, type Rgb } from './lab.ts';

/** One dominant colour. */
export interface ColourCluster {
  readonly rgb: Rgb;
  readonly lab: Lab;
  /** Pixels of it. */
  readonly count: number;
}

const seeds = 10;
const iterations = 8;
/** Colours closer than this look like shades of one (CIEDE2000). */
const mergeDistance = 10;

/**
 * The dominant colours, largest first: k-means in CIELAB over the bins (Lloyd), started from the
 * largest bin and then from those that are both far and large, so that the same picture always
 * gives the same colours; then clusters of one colour are merged.
 */
export function clusterColours(bins: readonly ColourBin[]): readonly ColourCluster[] {
  let centres = chooseSeeds(bins);
  let clusters: ColourCluster[] = [];
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    clusters = assign(bins, centres);
    centres = clusters.map(({ lab }) => lab);
  }
  return mergeAlike(clusters).toSorted((a, b) => b.count - a.count);
}

function chooseSeeds(bins: readonly ColourBin[]): Lab[] {
  const first = bins.reduce<ColourBin | undefined>(
    (largest, bin) => (largest && largest.count >= bin.count ? largest : bin),
    undefined,
  );
  if (!first) return [];
  const chosen = [first.lab];
  const nearest = bins.map(({ lab }) => squaredDistance(lab, first.lab));
  while (chosen.length < seeds) {
    let best = -1;
    let bestWeight = 0;
    bins.forEach(({ count }, at) => {
      // The square root keeps a small but different colour from drowning in a large one.
      const weight = Math.sqrt(count) * (nearest[at] ?? 0);
      if (weight > bestWeight) [best, bestWeight] = [at, weight];
    });
    const next = bins[best];
    if (!next) break;
    chosen.push(next.lab);
    bins.forEach(({ lab }, at) => {
      nearest[at] = Math.min(nearest[at] ?? 0, squaredDistance(lab, next.lab));
    });
  }
  return chosen;
}

/** The clusters of the nearest centres; centres without a bin are left out. */
function assign(bins: readonly ColourBin[], centres: readonly Lab[]): ColourCluster[] {
  const groups = centres.map((): ColourBin[] => []);
  for (const bin of bins) {
    let nearest = 0;
    let smallest = Number.POSITIVE_INFINITY;
    centres.forEach((centre, at) => {
      const distance = squaredDistance(bin.lab, centre);
      if (distance < smallest) [nearest, smallest] = [at, distance];
    });
    groups[nearest]?.push(bin);
  }
  return groups.filter((group) => group.length > 0).map(meanOf);
}

function mergeAlike(clusters: readonly ColourCluster[]): ColourCluster[] {
  let merged = [...clusters];
  for (;;) {
    let closest: { one: ColourCluster; other: ColourCluster; distance: number } | undefined;
    for (const [at, one] of merged.entries()) {
      for (const other of merged.slice(at + 1)) {
        const distance = ciede2000(one.lab, other.lab);
        if (distance < (closest?.distance ?? mergeDistance)) closest = { one, other, distance };
      }
    }
    if (!closest) return merged;
    const { one, other } = closest;
    merged = [...merged.filter((each) => each !== one && each !== other), meanOf([one, other])];
  }
}

/** The mean colour by pixels, taken of sRGB values so that it has a hex. */
function meanOf(parts: readonly ColourCluster[]): ColourCluster {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const mean = (channel: 0 | 1 | 2) =>
    parts.reduce((sum, part) => sum + part.rgb[channel] * part.count, 0) / count;
  const rgb: Rgb = [mean(0), mean(1), mean(2)];
  return { rgb, lab: labOfRgb(rgb), count };
}

function squaredDistance(a: Lab, b: Lab): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
