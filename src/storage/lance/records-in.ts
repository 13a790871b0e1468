import type { RecordBatch, Schema, Table } from 'apache-arrow';
import type { SignalName, SignalValue } from '../../contracts/values.ts';
import { cellOf, type Cell } from './cells.ts';
import { headColumns } from './row-format.ts';
import type { SignalRecord } from './signal-table.ts';

/**
 * Rows that have the columns of `schema` as records, in a third of the time of one by one. What a column holds is
 * what the schema says, from which the table was made and by which it was written: it is not
 * checked once more.
 */
export function recordsIn<Name extends SignalName>(
  rows: Table,
  schema: Schema,
): SignalRecord<Name>[] {
  return rows.batches.flatMap((batch) => recordsOfBatch<Name>(batch, schema));
}

/** The rows of one batch, or of a slice of it; see `recordsIn`. */
export function recordsOfBatch<Name extends SignalName>(
  batch: RecordBatch,
  schema: Schema,
): SignalRecord<Name>[] {
  const cells = new Map<string, Cell>();
  for (const { name } of schema.fields) {
    const [data] = batch.getChild(name)?.data ?? [];
    if (!data) throw new TypeError(`The rows have no column ${name}.`);
    cells.set(name, cellOf(data));
  }
  const values = [...cells].filter(([name]) => !headColumns.includes(name));
  const at = (name: string, row: number) => cells.get(name)?.(row);
  return Array.from({ length: batch.numRows }, (_, row) => {
    const head = {
      item: at('item', row),
      part: at('part', row),
      status: at('status', row),
      reason: at('reason', row) ?? null,
      input: at('input', row),
      computedAt: at('computed_at', row),
    };
    const value = head.status === 'ok' ? valueAt(values, row) : null;
    return { ...head, value } as SignalRecord<Name>;
  });
}

function valueAt(
  cells: readonly (readonly [string, Cell])[],
  row: number,
): SignalValue<SignalName> {
  const value: Record<string, unknown> = {};
  for (const [name, cell] of cells) {
    const field = cell(row);
    if (field !== undefined) value[name] = field;
  }
  return value as SignalValue<SignalName>;
}
