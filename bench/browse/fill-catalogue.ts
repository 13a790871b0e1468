import { sql } from 'kysely';
import { seededRandom } from '../../src/base/random.ts';
import { imageEmbeddingDims, textEmbeddingDims } from '../../src/contracts/values.ts';
import type { Stores } from '../../src/extraction/stores.ts';
import { compactTables } from '../../src/extraction/compact.ts';
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
  await sql`vacuum analyze items`.execute(stores.db);
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
  const rows = batch.map(({ item, summary, cluster, width, height }) => ({
    id: item.id,
    assets: item.assets,
    text: item.text,
    attributes: item.attributes,
    title: item.text.title,
    excerpt: item.text.description,
    width,
    height,
    colour: summary.colour,
    quality: summary.quality,
    cluster,
    facets: summary.facets,
    words: summary.words,
  }));
  await sql`
    insert into items (id, source, origin, assets, text, attributes, input, done_input, state,
                       seen_run, title, excerpt, match_text, medium, width, height, colour, safety, quality,
                       cluster, facets, document)
    select id, 'synthetic', id, assets, text, attributes, 'synthetic', 'synthetic', 'done',
           'synthetic', title, excerpt, lower(id || e'\n' || title), 'image', width, height, colour, 'safe', quality, cluster,
           array(select jsonb_array_elements_text(facets)),
           setweight(to_tsvector('english', words->>'A'), 'A')
             || setweight(to_tsvector('english', words->>'B'), 'B')
             || setweight(to_tsvector('english', words->>'C'), 'C')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
      id text, assets jsonb, text jsonb, attributes jsonb, title text, excerpt text, width int,
      height int, colour text, quality real, cluster text, facets jsonb, words jsonb)
  `.execute(db);
}
