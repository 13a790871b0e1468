import type { Table } from '@lancedb/lancedb';
import {
  Field,
  Float64,
  RecordBatch,
  Schema,
  Struct,
  Table as ArrowTable,
  makeData,
} from 'apache-arrow';
import type { SignalName } from '../../contracts/values.ts';
import { findLanceTable, isOneOf, openLanceTable, type LanceTables } from './lance-table.ts';
import { untilCommitted } from './files/until-committed.ts';
import { Generations } from './generations.ts';
import { plainValueOf } from './plain-value.ts';
import type { RowFormat } from './row-format.ts';
import type { SignalRecord } from './signal-table.ts';

/**
 * The rows that were replaced or removed, with when. They are written here before they go from the
 * live table, in two commits: a process that dies between them leaves a copy of rows that are still
 * live, which the next replacement copies once more. So live rows always win, and of several copies
 * that hold at a time the one replaced last.
 */
export interface History<Name extends SignalName = SignalName> {
  /** Keeps rows of the live table, each replaced at the time given for its item. */
  keep(rows: ArrowTable, replacedAt: (item: string) => number): Promise<void>;
  /** The rows of these items that were there at `at`. */
  recordsAsOf(items: readonly string[], at: number): Promise<SignalRecord<Name>[]>;
  /** Drops what was replaced at `at` or before. */
  forgetBefore(at: number): Promise<void>;
  /** The Lance table, where anything was ever kept. */
  find(): Promise<Table | undefined>;
}

export function openHistory<Name extends SignalName>(
  tables: LanceTables,
  name: string,
  format: RowFormat<Name>,
): History<Name> {
  const schema = new Schema([
    ...format.schema.fields,
    new Field('replaced_at', new Float64(), false),
  ]);
  let opened: Promise<Table> | undefined;
  const open = () =>
    (opened ??= openLanceTable(tables, name, schema).catch((error: unknown) => {
      // Asked again when it is next needed: a network that was cut off may be back.
      opened = undefined;
      throw error;
    }));
  const find = async () =>
    opened === undefined && (await findLanceTable(tables, name)) === undefined
      ? undefined
      : await open();

  return {
    find,
    async keep(rows, replacedAt) {
      if (rows.numRows === 0) return;
      const table = await open();
      await table.add(withReplacedAt(rows, schema, replacedAt));
    },
    async recordsAsOf(items, at) {
      const table = await find();
      if (table === undefined || items.length === 0) return [];
      const rows: unknown[] = await table
        .query()
        .where(`${isOneOf(items)} AND replaced_at > ${at}`)
        .toArray();
      const generations = new Generations(at);
      for (const row of rows) generations.see(plainValueOf(row));
      return rows
        .filter((row) => generations.holds(plainValueOf(row)))
        .map((row) => format.recordOf(row));
    },
    async forgetBefore(at) {
      const table = await find();
      if (table) await untilCommitted(() => table.delete(`replaced_at <= ${at}`));
    },
  };
}

function withReplacedAt(
  rows: ArrowTable,
  schema: Schema,
  replacedAt: (item: string) => number,
): ArrowTable {
  const type = new Struct(schema.fields);
  const batches = rows.batches.map((batch) => {
    const items: Iterable<unknown> = batch.getChild('item') ?? [];
    const times = Float64Array.from(items, (item) => replacedAt(String(item)));
    const column = makeData({ type: new Float64(), length: batch.numRows, data: times });
    const children = [...batch.data.children, column];
    return new RecordBatch(
      schema,
      makeData({ type, length: batch.numRows, nullCount: 0, children }),
    );
  });
  return new ArrowTable(schema, batches);
}
