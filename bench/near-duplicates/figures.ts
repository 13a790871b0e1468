import { findMatches, type PicturePair } from '../../src/extraction/cluster/find-matches.ts';
import type { Pictures } from '../../src/extraction/cluster/pictures.ts';
import { compareViews } from '../../src/signals/near-duplicates/cutting/compare.ts';
import { cpuMsOf } from '../cpu-time.ts';
import type { Entry } from './catalogue.ts';

/** Of so many, with the 95 % interval of Wilson (1927). */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export function shareText({ count, of }: Share): string {
  const z = 1.96;
  const share = count / of;
  const centre = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half =
    (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const percent = (value: number) => (100 * Math.max(0, value)).toFixed(share < 0.01 ? 4 : 1);
  return `${percent(share)} % (${percent(centre - half)}–${percent(centre + half)})`;
}

/** How many cuttings are tied to their whole, and how many pairs of different pictures are. */
export interface Tied {
  readonly all: Share;
  /** Cuttings of at least 80 % of the area. */
  readonly large: Share;
  readonly wrong: readonly string[];
  /** Pairs of different pictures. */
  readonly pairs: number;
}

export function tiedBy(entries: readonly Entry[], isTied: (a: number, b: number) => boolean): Tied {
  const cuttings = entries.flatMap(({ cutting }, at) => (cutting ? [{ ...cutting, at }] : []));
  const share = (of: typeof cuttings): Share => ({
    count: of.filter((cutting) => isTied(cutting.at, cutting.of)).length,
    of: of.length,
  });
  const wrong: string[] = [];
  let pairs = 0;
  for (const [a, left] of entries.entries()) {
    for (let b = 0; b < a; b += 1) {
      const right = entries[b];
      if (!right || left.family === right.family) continue;
      pairs += 1;
      if (isTied(a, b)) wrong.push(`${right.name} | ${left.name}`);
    }
  }
  return {
    all: share(cuttings),
    large: share(cuttings.filter(({ area }) => area >= 0.8)),
    wrong,
    pairs,
  };
}

/** The rule that is in force: candidates by the embedding, laid on each other. */
export async function tieByCuttings(entries: readonly Entry[], pictures: Pictures) {
  const { copies, candidates } = findMatches(pictures, new Set(pictures.contentOf));
  const tied = new Set<string>();
  const cpuMs = await cpuMsOf(async () => {
    for (const pair of candidates) {
      const [a, b] = [entries[pair.a], entries[pair.b]];
      if (a && b && compareViews(a.view, b.view).isCutting) tied.add(keyOf(pair.a, pair.b));
    }
  });
  return {
    byCutting: (a: number, b: number) => tied.has(keyOf(a, b)),
    byHash: isAmong(copies),
    candidates: candidates.length,
    cpuMsEach: cpuMs / Math.max(1, candidates.length),
  };
}

function isAmong(pairs: readonly PicturePair[]): (a: number, b: number) => boolean {
  const keys = new Set(pairs.map(({ a, b }) => keyOf(a, b)));
  return (a, b) => keys.has(keyOf(a, b));
}

export function tieByCosine({ vectors, dims, embedded }: Pictures, threshold: number) {
  const places = new Map(Array.from(embedded, (picture, at) => [picture, at]));
  return (a: number, b: number): boolean => {
    const [left, right] = [places.get(a), places.get(b)];
    if (left === undefined || right === undefined) return false;
    let cosine = 0;
    for (let dim = 0; dim < dims; dim += 1) {
      cosine += (vectors[left * dims + dim] ?? 0) * (vectors[right * dims + dim] ?? 0);
    }
    return cosine >= threshold;
  };
}

function keyOf(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
