import type { SchemaElement } from 'hyparquet';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import type { ExportColumn } from './columns.ts';
import type { ExportRow } from './rows.ts';

/** Rows of one group: what is held in memory. */
const rowGroupSize = 1000;

/** Writes a Parquet file, group by group: vectors as lists of float, JSON as JSON columns. */
export async function writeParquet(
  path: string,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly ExportRow[]>,
): Promise<void> {
  await parquetWriteRows({
    writer: fileWriter(path),
    columns: columns.map(({ name }) => ({ name })),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(schemaOf)],
    rowGroupSize,
    rows: recordsOf(columns, rows),
  });
}

function schemaOf({ name, type }: ExportColumn): SchemaElement[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'number':
      return [{ ...optional, type: 'DOUBLE' }];
    case 'text':
      return [{ ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8' }];
    case 'json':
      return [{ ...optional, type: 'BYTE_ARRAY', converted_type: 'JSON' }];
    case 'vector':
      return [
        { ...optional, num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', type: 'FLOAT' },
      ];
  }
}

async function* recordsOf(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly ExportRow[]>,
): AsyncIterable<Record<string, unknown>> {
  for await (const batch of rows) {
    for (const row of batch) {
      yield Object.fromEntries(columns.map((column) => [column.name, column.valueOf(row)]));
    }
  }
}
