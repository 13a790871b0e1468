import type { ExportColumn } from './columns.ts';
import type { ExportRow } from './rows.ts';

/** The lines of a CSV (RFC 4180): a head, then one line an item. */
export async function* csvLines(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly ExportRow[]>,
): AsyncIterable<string> {
  yield `${columns.map(({ name }) => quote(name)).join(',')}\r\n`;
  for await (const batch of rows) {
    for (const row of batch) {
      yield `${columns.map((column) => cellOf(column.valueOf(row))).join(',')}\r\n`;
    }
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return quote(neutralise(typeof value === 'string' ? value : JSON.stringify(value)));
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, which
 * spreadsheets show as text (OWASP, "CSV Injection").
 */
function neutralise(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
