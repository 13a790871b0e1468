import type { SignalRef } from '../../../src/contracts/signal-ref.ts';
import {
  imageEmbeddingDims,
  type SignalName,
  type SignalValue,
} from '../../../src/contracts/values.ts';
import { updateSummaries } from '../../../src/extraction/summary-row.ts';
import { summarise } from '../../../src/extraction/summary.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import type { Installation } from '../../fixtures/installation.ts';
import { seedItem } from '../../fixtures/seed-item.ts';

/** An item by what its signals are to say. */
export interface Described {
  readonly id: string;
  /** The first numbers of its image embedding, the others being 0. */
  readonly looks: readonly number[];
  /** Its words are its keyphrases, too. */
  readonly title: string;
  readonly topics?: readonly string[];
  readonly objects?: readonly string[];
  /** Of its one colour, in degrees; without it is grey. */
  readonly hue?: number;
  readonly cluster?: string;
  readonly safety?: 'safe' | 'unsafe';
}

const box = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };

/** Puts items into the catalogue with signals that say what is described; its shelf is an attribute. */
export async function putDescribed(installation: Installation, items: readonly Described[]) {
  for (const item of items) {
    const { id, title } = item;
    await seedItem(installation, id, []);
    const values = valuesOf(item);
    await Promise.all(
      Object.entries(values).map(([name, value]) =>
        store(installation, id, `${name as SignalName}@1`, value as never),
      ),
    );
    const attributes = { shelf: id.split('-')[0] ?? id };
    const text = { title, tags: [] };
    const safety: SignalValue<'safety'> = {
      tier: item.safety ?? 'safe',
      score: 0,
      medium: 'photo',
      labels: [],
    };
    const summary = summarise({ id, assets: [], text, attributes }, values, [safety]);
    await updateSummaries(installation.db, new Map([[id, summary]]));
    await installation.db
      .updateTable('items')
      .set({ text: JSON.stringify(text), cluster: item.cluster ?? null })
      .where('id', '=', id)
      .execute();
  }
}

function valuesOf({ looks, title, topics, objects = [], hue }: Described) {
  const length = Math.hypot(...looks);
  const vector = Array.from({ length: imageEmbeddingDims }, (_, at) => (looks[at] ?? 0) / length);
  const angle = ((hue ?? 0) * Math.PI) / 180;
  const chroma = hue === undefined ? 0 : 50;
  const lab = [60, chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const phrases = title.toLowerCase().split(' ');
  return {
    image_embedding: { vector },
    objects: { objects: objects.map((label) => ({ label, score: 0.9, box })) },
    palette: { colours: [{ name: 'a colour', hex: '#888888', lab, share: 1 }] },
    keyphrases: {
      phrases: phrases.map((phrase) => ({ phrase, score: 0.5, language: 'en' })),
    },
    ...(topics && {
      topics: {
        topics: topics.map((id) => ({ id, level: id.split('/').length, label: id, score: 0.9 })),
      },
    }),
  };
}

async function store<Name extends SignalName>(
  { signals }: Installation,
  item: string,
  ref: SignalRef<Name>,
  value: SignalValue<Name>,
): Promise<void> {
  const head = { item, part: '', input: 'input', computedAt: 1 };
  const table = await tableOf(signals, ref);
  await table.append([{ ...head, status: 'ok', reason: null, value }]);
}
