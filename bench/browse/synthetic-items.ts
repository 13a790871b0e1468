import { namedColours } from '../../src/contracts/named-colours.ts';
import type { Item } from '../../src/contracts/item.ts';
import type { SignalValues } from '../../src/contracts/values.ts';
import { summarise, type Summary } from '../../src/extraction/summary.ts';
import { digestOf } from '../../src/base/digest.ts';

export interface SyntheticItem {
  readonly item: Item;
  readonly summary: Summary;
  readonly cluster: string | null;
  readonly width: number;
  readonly height: number;
}

const words =
  'linen cotton wool silk lamp chair table vase mirror shelf garden kitchen coffee bread cake dress shirt boot coat scarf bag ring watch poster print clay glass oak steel marble forest river mountain beach city street winter summer autumn spring red blue green white black small large round vintage modern handmade folding striped'.split(
    ' ',
  );
const labels = 'person chair cup bottle car dog cat book plant clock couch bed boat bird'.split(
  ' ',
);
const roots = 'home food fashion travel art sport animals nature'.split(' ');
const languages = ['en', 'en', 'en', 'de', 'fr', 'es', 'und'];
const colours = Object.keys(namedColours);

const syllables = 'ba ke li mo nu ra se ti vo zu dal fer gin hor jul'.split(' ');
const rareWords = 20_000;

/** A word that is in few items: of a vocabulary by Zipf's law. */
export function rareWord(random: () => number): string {
  let rank = Math.floor(rareWords ** random());
  let word = '';
  for (let at = 0; at < 4; at += 1) {
    word += syllables[rank % syllables.length] ?? '';
    rank = Math.floor(rank / syllables.length);
  }
  return word;
}

/** One item of a shop-like catalogue with what its signals would say: about 20 facets. */
export function syntheticItem(index: number, random: () => number): SyntheticItem {
  const pick = <T>(values: readonly T[]): T => {
    // Squared, so that a few values are frequent and most are rare, as in a catalogue.
    const value = values[Math.floor(random() ** 2 * values.length)];
    if (value === undefined) throw new RangeError('expected values to pick from');
    return value;
  };
  const several = <T>(count: number, values: readonly T[]) => [
    ...new Set(Array.from({ length: count }, () => pick(values))),
  ];
  const title = several(5, words).join(' ');
  const item: Item = {
    id: `shop/${pick(roots)}/${String(index).padStart(7, '0')}.jpg`,
    assets: [
      { digest: digestOf(String(index)), medium: 'image', sizeBytes: 120_000, origin: `${index}` },
    ],
    text: {
      title,
      description: [
        ...several(12, words),
        ...Array.from({ length: 4 }, () => rareWord(random)),
      ].join(' '),
      tags: several(6, words),
    },
    attributes: {
      brand: `Brand ${Math.floor(random() ** 2 * 800)}`,
      price: Math.round(random() * 20_000) / 100,
      material: pick(['oak', 'steel', 'cotton', 'glass', 'clay']),
      sku: `SKU-${index}`,
    },
  };
  return {
    item,
    summary: summarise(item, valuesOf(several, pick, random), []),
    cluster: random() < 0.08 ? `cluster-${Math.floor(index / 3)}` : null,
    width: 400 + Math.floor(random() * 1600),
    height: 400 + Math.floor(random() * 1600),
  };
}

function valuesOf(
  several: <T>(count: number, values: readonly T[]) => T[],
  pick: <T>(values: readonly T[]) => T,
  random: () => number,
): SignalValues {
  const score = random();
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const topics = several(2, roots).flatMap((root) => {
    const branch = `${root}/${pick(words)}`;
    return [root, branch, `${branch}/${pick(words)}`];
  });
  return {
    image_quality: {
      sharpness: score,
      exposure: score,
      contrast: score,
      noise: score,
      resolution: score,
      border: 0,
      textOverlay: 0,
      blank: 0,
      score,
    },
    language: { primary: pick(languages), fields: [] },
    objects: { objects: several(3, labels).map((label) => ({ label, score: 0.8, box })) },
    topics: {
      topics: topics.map((id) => ({ id, level: 1, label: id, score: 0.6 })),
    },
    palette: {
      colours: several(4, colours).map((name) => ({
        name,
        hex: '#808080',
        lab: [50, 0, 0],
        share: 0.25,
      })),
    },
  };
}
