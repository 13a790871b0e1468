import { sql } from 'kysely';
import { seededRandom } from '../../src/base/random.ts';
import { signalNames } from '../../src/contracts/values.ts';
import type { Stores } from '../../src/extraction/stores.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import { tableOf } from '../../src/storage/lance/table-of.ts';
import { syntheticValue } from './synthetic-values.ts';

const batchSize = 5000;

export function idOf(index: number): string {
  return `shop/home/${String(index).padStart(7, '0')}.jpg`;
}

/** Every signal, in its first version, of so many items; ids are written in no order. */
export async function fillSignals({ db, signals }: Stores, count: number): Promise<void> {
  const random = seededRandom(2026);
  const ids = Array.from({ length: count }, (_, index) => idOf((index * 7919) % count));
  await sql`
    insert into items (id, source, origin, assets, text, attributes, input, done_input, state,
                       seen_run, title, excerpt, match_text)
    select id, 'synthetic', id, '[]', '{"title":"","description":"","tags":[]}', '{}', 'i', 'i',
           'done', 'synthetic', id, '', id
    from unnest(${ids}::text[]) as id
  `.execute(db);
  for (const name of signalNames) {
    const ref = builtInSignals.initialVersionOf(name);
    const table = await tableOf(signals, ref);
    for (let start = 0; start < count; start += batchSize) {
      const records = ids.slice(start, start + batchSize).map((item) => ({
        item,
        part: name === 'crop_embedding' ? 'o0' : '',
        status: 'ok' as const,
        reason: null,
        input: 'synthetic',
        computedAt: 0,
        value: syntheticValue(ref, random),
      }));
      await table.append(records);
    }
    await table.compact();
    process.stderr.write(`${ref} `);
  }
  process.stderr.write('\n');
  await sql`vacuum analyze items`.execute(db);
}
