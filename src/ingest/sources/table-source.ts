import type { Source, SourceOptions } from '../listed.ts';
import { checkColumns, listTable } from '../table/list.ts';
import type { Table } from '../table/row.ts';

/**
 * The source of a table in a file: its columns are decided on before it is listed.
 *
 * @throws input `missing-column`, `no-content-column`.
 */
export async function openTableSource(
  path: string,
  table: Table,
  options: SourceOptions,
): Promise<Source> {
  const columns = await checkColumns(table, options);
  return { name: path, title: table.title, columns, list: () => listTable(table, options) };
}
