import { basename, dirname } from 'node:path';
import { openParquet } from '../parquet/open.ts';
import { parquetRows } from '../parquet/rows.ts';
import { checkColumns, listTable } from '../table/list.ts';
import type { Table } from '../table/row.ts';
import type { SourceKind } from './place.ts';

/** A Parquet file, one row group at a time. */
export const parquetSource: SourceKind = {
  name: 'parquet',
  accepts: 'a Parquet file',
  format: 'parquet',
  fits: (place) =>
    place.found === 'file' &&
    (place.extension === '.parquet' || place.head.toString('latin1', 0, 4) === 'PAR1'),
  open: async (place, options) => {
    const parquet = await openParquet(place.path);
    const title = basename(place.path);
    const table: Table = {
      unit: 'row',
      untyped: false,
      title,
      folder: dirname(place.path),
      rows: () => parquetRows(parquet, title),
    };
    await checkColumns(table, options);
    return {
      name: place.path,
      title,
      list: () => listTable(table, options),
      count: async () => Number(parquet.metadata.num_rows),
    };
  },
};
