import { sql, type RawBuilder } from 'kysely';
import { storableJson } from '../base/storable-json.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { Summary } from './summary.ts';

/** What `update items` sets from a recordset `finished` of `summaryFields`. */
export const summaryColumns = sql`
  colour = finished.colour,
  safety = finished.safety,
  quality = finished.quality,
  facets = finished.facets`;

/** The columns of `summaryFields` in a recordset. */
export const summaryTypes = sql`colour text, safety text, quality real, facets text[], searched jsonb`;

export function summaryFields({ colour, safety, quality, facets, searched }: Summary) {
  return { colour, safety, quality, facets, searched };
}

/**
 * Updates items and, with them, what they are searched by.
 *
 * @param update An `update items` that returns `items.id` and `finished.searched`.
 */
export async function updateSearched(db: Database, update: RawBuilder<unknown>): Promise<void> {
  await sql`
    with updated as (${update})
    insert into search_documents as known
      (item, configuration, terms, frequencies, length, spellings, phrases)
    select updated.id, updated.searched ->> 'configuration', words.*,
           array(select jsonb_array_elements_text(updated.searched -> 'phrases'))
    from updated cross join lateral search_document(updated.searched) as words
    order by updated.id
    on conflict (item) do update set
      configuration = excluded.configuration, terms = excluded.terms,
      frequencies = excluded.frequencies, length = excluded.length,
      spellings = excluded.spellings, phrases = excluded.phrases
    where (known.configuration, known.terms, known.frequencies, known.spellings, known.phrases)
      is distinct from (excluded.configuration, excluded.terms, excluded.frequencies,
                        excluded.spellings, excluded.phrases)
  `.execute(db);
}

/** Brings the summaries of items up to date; what they were computed from stays. */
export async function updateSummaries(
  db: Database,
  summaries: ReadonlyMap<string, Summary>,
): Promise<void> {
  if (summaries.size === 0) return;
  const rows = [...summaries].map(([id, summary]) => ({ id, ...summaryFields(summary) }));
  await updateSearched(
    db,
    sql`
      update items set ${summaryColumns}
      from jsonb_to_recordset(${storableJson(rows)}::jsonb)
        as finished (id text, ${summaryTypes})
      where items.id = finished.id
      returning items.id, finished.searched`,
  );
}
