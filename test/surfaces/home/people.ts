import { seededRandom } from '../../../src/base/random.ts';
import {
  openVectorIndexes,
  type VectorIndexes,
} from '../../../src/retrieval/indexes/vector-indexes.ts';
import { imageEmbeddingDims, textEmbeddingDims } from '../../../src/contracts/values.ts';
import { tableOf } from '../../../src/storage/lance/table-of.ts';
import { createUserModels, type UserModels } from '../../../src/surfaces/home/user-models.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';
import { seedItem } from '../../fixtures/seed-item.ts';

/** An installation with a catalogue of kinds of items, each kind around a place of its own. */
export interface People extends Installation {
  readonly indexes: VectorIndexes;
  readonly models: UserModels;
}

export const kinds = ['dress', 'hat', 'shoe', 'poster'] as const;
export const perKind = 40;

/** `dress 0` … `poster 39` by their pictures, and `poem 0` … `recipe 9` by their texts. */
export async function openPeople(): Promise<People> {
  const installation = await openInstallation();
  const { db, signals, databaseUrl, home, log, clock } = installation;
  const random = seededRandom(11);
  const pictures = await tableOf(signals, 'image_embedding@1');
  const texts = await tableOf(signals, 'text_embedding@1');
  const base = { part: '', reason: null, input: 'input', computedAt: 1, status: 'ok' } as const;
  const place = (dims: number, at: number) =>
    unit(Array.from({ length: dims }, (_, dim) => (dim === at ? 1 : 0.1 * (random() - 0.5))));
  const seed = async (kind: string, count: number) => {
    for (let at = 0; at < count; at += 1) await seedItem(installation, `${kind} ${at}`, []);
    return Array.from({ length: count }, (_, at) => `${kind} ${at}`);
  };
  for (const [at, kind] of kinds.entries()) {
    const items = await seed(kind, perKind);
    await pictures.append(
      items.map((item) => ({ ...base, item, value: { vector: place(imageEmbeddingDims, at) } })),
    );
    const facets = [`topic:${at < 3 ? 'fashion' : 'art'}`];
    await db.updateTable('items').set({ facets }).where('id', 'in', items).execute();
  }
  for (const [at, kind] of ['poem', 'recipe'].entries()) {
    const items = await seed(kind, 10);
    await texts.append(
      items.map((item) => ({ ...base, item, value: { vector: place(textEmbeddingDims, at) } })),
    );
  }
  for (const { id } of await db.selectFrom('items').select('id').orderBy('id').execute()) {
    const quality = 0.5 + random() / 2;
    const readAt = new Date(clock() - random() * 30 * 86_400_000);
    await db.updateTable('items').set({ quality, read_at: readAt }).where('id', '=', id).execute();
  }
  const indexes = openVectorIndexes({
    signals,
    databaseUrl,
    indexes: home.indexes,
    log,
    clock,
    recallRate: 0,
  });
  return {
    ...installation,
    indexes,
    models: createUserModels({ ...installation, indexes }),
    async close() {
      await indexes.close();
      await installation.close();
    },
  };
}

/** The kind of an item of this catalogue. */
export function kindOf({ id }: { readonly id: string }): string {
  return id.split(' ')[0] ?? '';
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((number) => number / length);
}
