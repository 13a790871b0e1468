import type { Stores } from '../../extraction/stores.ts';
import type { SignalName } from '../../contracts/values.ts';
import { contractOf, findExtractor } from '../../signals/table.ts';
import type { SignalRecord } from '../../storage/lance/signal-table.ts';

/** One item: its id and the value of each signal, null where the signal did not speak. */
export interface ExportRow {
  readonly id: string;
  readonly values: ReadonlyMap<SignalName, unknown>;
}

/** Items read at once. */
const batchSize = 256;

/**
 * Every item in the order of ids with the named signals. A signal that says something of several
 * parts of a picture, as crop_embedding does of boxes, gives a list of them with their parts.
 */
export async function* exportRows(
  names: readonly SignalName[],
  { db, signals }: Pick<Stores, 'db' | 'signals'>,
): AsyncIterable<ExportRow[]> {
  let after = '';
  for (;;) {
    const batch = await db
      .selectFrom('items')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(batchSize)
      .execute();
    const last = batch.at(-1);
    if (!last) return;
    after = last.id;
    const ids = batch.map(({ id }) => id);
    const columns = await Promise.all(
      names.map(async (name) => {
        const table = await signals.table(name, contractOf(name).version);
        return [name, groupByItem(await table.recordsOf(ids))] as const;
      }),
    );
    yield ids.map((id) => ({
      id,
      values: new Map(columns.map(([name, records]) => [name, valueOf(name, records.get(id))])),
    }));
  }
}

function groupByItem(records: readonly SignalRecord[]): Map<string, SignalRecord[]> {
  const grouped = new Map<string, SignalRecord[]>();
  for (const record of records) {
    const own = grouped.get(record.item) ?? [];
    own.push(record);
    grouped.set(record.item, own);
  }
  return grouped;
}

function valueOf(name: SignalName, records: readonly SignalRecord[] = []): unknown {
  if (findExtractor(name)?.extractParts) {
    return records.flatMap(({ part, value }) => (value ? [{ part, ...value }] : []));
  }
  return records.find(({ part }) => part === '')?.value ?? null;
}
