import type { StreamedFormat } from '../../contracts/export.ts';
import { columnsOf } from './columns.ts';
import { csvLines } from './csv.ts';
import type { ExportedVersion, ExportRow } from './rows.ts';

/** The lines of an export, each with its end: JSON objects, or a CSV with its head. */
export function exportLines(
  exported: readonly ExportedVersion[],
  format: StreamedFormat,
  rows: AsyncIterable<readonly ExportRow[]>,
): AsyncIterable<string> {
  return format === 'csv' ? csvLines(columnsOf(exported), rows) : jsonLines(rows);
}

async function* jsonLines(rows: AsyncIterable<readonly ExportRow[]>): AsyncIterable<string> {
  for await (const batch of rows) {
    for (const { id, values } of batch) {
      yield `${JSON.stringify({ id, ...Object.fromEntries(values) })}\n`;
    }
  }
}
