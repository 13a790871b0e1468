import { sql } from 'kysely';
import { storableJson } from '../base/storable-json.ts';
import type { Database } from '../storage/postgres/database.ts';
import type { Summary } from './summary.ts';

/** A document of more words than this is refused by PostgreSQL (1 MiB with all four weights). */
const charactersSearched = 30_000;

/** What `update items` sets from a recordset `finished` of `summaryFields`. */
export const summaryColumns = sql`
  colour = finished.colour,
  safety = finished.safety,
  quality = finished.quality,
  facets = finished.facets,
  document = setweight(to_tsvector('english', finished.words[1]), 'A')
    || setweight(to_tsvector('english', finished.words[2]), 'B')
    || setweight(to_tsvector('english', finished.words[3]), 'C')
    || setweight(to_tsvector('english', finished.words[4]), 'D')`;

/** The columns of `summaryFields` in a recordset. */
export const summaryTypes = sql`colour text, safety text, quality real, facets text[], words text[]`;

export function summaryFields({ colour, safety, quality, facets, words }: Summary) {
  const { A, B, C, D } = words;
  return { colour, safety, quality, facets, words: [A, B, C, D].map(searchable) };
}

/** Brings the summaries of items up to date; what they were computed from stays. */
export async function updateSummaries(
  db: Database,
  summaries: ReadonlyMap<string, Summary>,
): Promise<void> {
  if (summaries.size === 0) return;
  const rows = [...summaries].map(([id, summary]) => ({ id, ...summaryFields(summary) }));
  await sql`
    update items set ${summaryColumns}
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as finished (id text, ${summaryTypes})
    where items.id = finished.id
  `.execute(db);
}

/** Text as it is searched in: in lower case here, since the database may only know that of ASCII. */
function searchable(text: string): string {
  return text.slice(0, charactersSearched).toLowerCase();
}
