import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { SignalName } from '../../contracts/values.ts';
import { itemOf } from '../item-rows.ts';
import { namedValues } from '../named-values.ts';
import { loadRecords, storedSafeties, storedValues } from '../records.ts';
import type { Stores } from '../stores.ts';
import { summarise, type Summary } from '../summary.ts';
import { updateSummaries } from '../summary-row.ts';
import { readVersions } from '../versions/versions.ts';

/** The signals that `summarise` reads: a change of their live values changes the catalogue's rows. */
export const summarisedSignals: readonly SignalName[] = [
  'image_quality',
  'text_quality',
  'palette',
  'safety',
  'language',
  'objects',
  'topics',
  'keyphrases',
  'ocr',
];

/** Brings the summaries of items up to the live versions, where any of `changed` has a part in them. */
export async function refreshSummaries(
  ids: readonly string[],
  changed: readonly SignalRef[],
  stores: Pick<Stores, 'db' | 'signals'>,
): Promise<void> {
  const versions = await readVersions(stores.db);
  const live = summarisedSignals.map((name) => versions.live(name));
  if (ids.length === 0 || !changed.some((ref) => live.includes(ref))) return;
  const [rows, records] = await Promise.all([
    stores.db.selectFrom('items').selectAll().where('id', 'in', ids).execute(),
    loadRecords(ids, live, stores),
  ]);
  const summaries = new Map<string, Summary>();
  for (const row of rows) {
    const stored = records.get(row.id) ?? new Map();
    const values = namedValues(storedValues(stored, '', []), live);
    const safeties = storedSafeties(stored, versions.live('safety'));
    summaries.set(row.id, summarise(itemOf(row), values, safeties));
  }
  await updateSummaries(stores.db, summaries);
}
