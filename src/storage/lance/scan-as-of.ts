import type { Table } from '@lancedb/lancedb';
import { z } from 'zod';
import type { SignalName } from '../../contracts/values.ts';
import { Generations } from './generations.ts';
import { findLanceTable, type LanceTables } from './lance-table.ts';
import { plainValueOf } from './plain-value.ts';
import type { RowFormat } from './row-format.ts';
import type { SignalRecord } from './signal-table.ts';
import type { TableNames } from './table-name.ts';

const itemSchema = z.object({ item: z.string() });

/**
 * Every row as it was at `at`, in batches: what is live first, then what was replaced since. The
 * live table is pinned before the history, so that a row that leaves it meanwhile is seen once.
 * Memory grows with the items that the history has copies of, not with the table.
 */
export async function* scanAsOf<Name extends SignalName>(
  tables: LanceTables,
  names: TableNames,
  format: RowFormat<Name>,
  at: number,
): AsyncGenerator<SignalRecord<Name>[]> {
  const live = await pin(await tables.connection.openTable(names.live));
  const past = await findLanceTable(tables, names.history);
  const history = past && (await pin(past));
  try {
    const later = new Set<string>();
    for await (const batch of live.query().where(`computed_at > ${at}`).select(['item'])) {
      for (const item of itemsOf(batch.toArray())) later.add(item);
    }
    const generations = new Generations(at);
    for await (const row of historyRows(history, at, ['item', 'computed_at', 'replaced_at'])) {
      generations.see(plainValueOf(row));
    }
    for await (const batch of live.query().where(`computed_at <= ${at}`)) {
      const rows: unknown[] = batch.toArray();
      const records = rows
        .map((row) => format.recordOf(row))
        .filter(({ item }) => !later.has(item));
      for (const { item } of records) generations.drop(item);
      if (records.length > 0) yield records;
    }
    for await (const row of historyRows(history, at)) {
      if (generations.holds(plainValueOf(row))) yield [format.recordOf(row)];
    }
  } finally {
    live.close();
    history?.close();
  }
}

async function pin(table: Table): Promise<Table> {
  await table.checkout(await table.version());
  return table;
}

async function* historyRows(
  history: Table | undefined,
  at: number,
  columns?: string[],
): AsyncGenerator<unknown> {
  if (!history) return;
  const query = history.query().where(`replaced_at > ${at}`);
  for await (const batch of columns ? query.select(columns) : query) {
    const rows: unknown[] = batch.toArray();
    yield* rows;
  }
}

function itemsOf(rows: readonly unknown[]): string[] {
  return rows.map((row) => itemSchema.parse(plainValueOf(row)).item);
}
