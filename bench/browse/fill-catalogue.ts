import { sql } from 'kysely';
import { seededRandom } from '../../src/base/random.ts';
import { imageEmbeddingDims, textEmbeddingDims } from '../../src/contracts/values.ts';
import type { Stores } from '../../src/extraction/stores.ts';
import { compactTables } from '../../src/extraction/compact.ts';
import { refreshSearchStatistics } from '../../src/extraction/search-statistics.ts';
import { updateSummaries } from '../../src/extraction/summary-row.ts';
import { tableOf } from '../../src/storage/lance/table-of.ts';
import { syntheticItem, type SyntheticItem } from './synthetic-items.ts';

const batchSize = 5000;

/** Puts synthetic items, their summaries and their embeddings into an empty installation. */
export async function fillCatalogue(stores: Stores, count: number): Promise<void> {
  const random = seededRandom(2026);
  const images = await tableOf(stores.signals, 'image_embedding@1');
  const texts = await tableOf(stores.signals, 'text_embedding@1');
  for (let first = 0; first < count; first += batchSize) {
    const length = Math.min(batchSize, count - first);
    const batch = Array.from({ length }, (_, at) => syntheticItem(first + at, random));
    await insertRows(stores.db, batch);
    const ids = batch.map(({ item }) => item.id);
    await images.replace(ids, embeddings(ids, imageEmbeddingDims, random));
    await texts.replace(ids, embeddings(ids, textEmbeddingDims, random));
    process.stderr.write(`\r${first + length} of ${count} items`);
  }
  process.stderr.write('\n');
  await compactTables(stores);
  await refreshSearchStatistics(stores.db);
  await sql`vacuum analyze items, search_documents`.execute(stores.db);
}

function embeddings(ids: readonly string[], dims: number, random: () => number) {
  return ids.map((item) => {
    const raw = Array.from({ length: dims }, () => random() - 0.5);
    const norm = Math.hypot(...raw);
    const vector = raw.map((value) => value / norm);
    return {
      item,
      part: '',
      status: 'ok' as const,
      reason: null,
      input: 'synthetic',
      computedAt: 0,
      value: { vector },
    };
  });
}

async function insertRows(db: Stores['db'], batch: readonly SyntheticItem[]): Promise<void> {
  const rows = batch.map(({ item, cluster, width, height }) => ({
    id: item.id,
    assets: item.assets,
    text: item.text,
    attributes: item.attributes,
    title: item.text.title,
    excerpt: item.text.description,
    width,
    height,
    cluster,
  }));
  await sql`
    insert into items (id, source, origin, assets, text, attributes, input, done_input, state,
                       seen_run, title, excerpt, match_text, medium, width, height, cluster)
    select id, 'synthetic', id, assets, text, attributes, 'synthetic', 'synthetic', 'done',
           'synthetic', title, excerpt, lower(id || e'\n' || title), 'image', width, height, cluster
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
      id text, assets jsonb, text jsonb, attributes jsonb, title text, excerpt text, width int,
      height int, cluster text)
  `.execute(db);
  await updateSummaries(
    db,
    new Map(
      batch.map(({ item, summary }) => [item.id, { ...summary, safety: 'safe' as const }] as const),
    ),
  );
}
