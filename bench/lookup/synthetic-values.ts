import { versionOf, type SignalRef } from '../../src/contracts/signal-ref.ts';
import type { SignalName, SignalValue } from '../../src/contracts/values.ts';
import { dimensionsOf } from '../../src/contracts/vector.ts';
import { builtInSignals } from '../../src/signals/table.ts';

/** Values as large as those of real photos: for measuring how fast they are read. */
export function syntheticValue(ref: SignalRef, random: () => number): SignalValue<SignalName> {
  const { vector } = builtInSignals.schemaOf(ref).shape;
  const dims = vector === undefined ? undefined : dimensionsOf(vector);
  const plain = values[versionOf(ref).name](random);
  return dims === undefined ? plain : { ...plain, vector: unitVector(dims, random) };
}

const box = { x: 0.1, y: 0.2, width: 0.5, height: 0.4 };

const values: { [Name in SignalName]: (random: () => number) => SignalValue<Name> } = {
  image_embedding: () => ({ vector: [] }),
  text_embedding: () => ({ vector: [] }),
  objects: (random) => ({
    objects: ['chair', 'cup', 'person'].map((label) => ({ label, score: random(), box })),
  }),
  crop_embedding: (random) => ({ label: 'chair', score: random(), box, vector: [] }),
  ocr: (random) => {
    const lines = ['SUMMER SALE', 'up to 50 % off', 'until Sunday'].map((text) => ({
      text,
      confidence: random(),
      quad: Array.from({ length: 8 }, random),
    }));
    return { text: lines.map(({ text }) => text).join('\n'), lines, area: random() };
  },
  language: (random) => ({
    primary: 'en',
    fields: (['title', 'description'] as const).map((field) => ({
      field,
      code: 'en',
      confidence: random(),
    })),
  }),
  keyphrases: (random) => ({
    phrases: ['oak chair', 'garden table', 'linen'].map((phrase) => ({
      phrase,
      score: random(),
      language: 'en',
    })),
  }),
  topics: (random) => ({
    topics: (['home', 'home/furniture', 'home/furniture/chairs'] as const).map((id, at) => ({
      id,
      level: at + 1,
      label: id,
      score: random(),
    })),
  }),
  safety: (random) => ({
    tier: 'safe',
    score: random() / 10,
    image: { drawing: 0.1, hentai: 0, neutral: 0.9, porn: 0, sexy: 0 },
    medium: 'photo',
    labels: [],
  }),
  image_quality: (random) => ({
    sharpness: random(),
    exposure: random(),
    contrast: random(),
    noise: random(),
    resolution: random(),
    border: 0,
    textOverlay: 0,
    blank: 0,
    score: random(),
  }),
  text_quality: (random) => ({
    words: 20,
    allCaps: 0,
    repetition: random(),
    links: 0,
    emojiShare: 0,
    clickbait: 0,
    score: random(),
  }),
  palette: (random) => ({
    colours: ['grey', 'brown', 'white', 'green'].map((name) => ({
      name,
      hex: '#808080',
      lab: [50, random(), random()],
      share: 0.25,
    })),
  }),
  perceptual_hash: (random) => ({
    hash: Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join(''),
    quality: 100,
  }),
  near_duplicates: () => ({ cluster: 'shop/1', size: 3, decidedBy: 'hash', distance: 12 }),
  video: () => ({
    durationSeconds: 0,
    width: 0,
    height: 0,
    frameRate: 0,
    codec: '',
    hasAudio: false,
    shots: [],
  }),
};

function unitVector(dims: number, random: () => number): number[] {
  const raw = Array.from({ length: dims }, () => random() - 0.5);
  const norm = Math.hypot(...raw);
  return raw.map((number) => number / norm);
}
