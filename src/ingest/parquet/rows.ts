import { isUtf8 } from 'node:buffer';
import type { ParquetScan, RowGroup } from 'hyparquet';
import { inputError, messageOf } from '../../base/errors.ts';
import { problem } from '../listed.ts';
import type { ListedProblem } from '../listed.ts';
import type { Row } from '../table/row.ts';
import type { ParquetFile } from './open.ts';

const batchRows = 1024;
const maxGroupBytes = 2n ** 31n;

/**
 * Rows of a Parquet file. Where the file has an index of its pages 1,024 rows are held at a time,
 * else one row group. A column that cannot be read (an unsupported type, encoding or codec,
 * damage) is one `unsupported-column` problem that names it; the others go on.
 *
 * @throws input `row-group-too-large` where a row group without an index is over 2 GiB.
 */
export async function* parquetRows(
  parquet: ParquetFile,
  title: string,
): AsyncGenerator<Row | ListedProblem> {
  const unreadable = new Set<string>();
  const scan = await parquet.scan();
  let groupStart = 0;
  for (const [index, group] of parquet.metadata.row_groups.entries()) {
    const groupEnd = groupStart + Number(group.num_rows);
    const step = stepOf(group, index, title);
    for (let start = groupStart; start < groupEnd; start += step) {
      const end = Math.min(start + step, groupEnd);
      const columns = new Map<string, ArrayLike<unknown>>();
      for (const column of parquet.columns) {
        if (unreadable.has(column)) continue;
        const read = await readColumn(scan, column, start, end);
        if (read.kind === 'values') {
          columns.set(column, read.values);
          continue;
        }
        unreadable.add(column);
        yield problem(
          title,
          'unsupported-column',
          `The column "${column}" cannot be read: ${read.message}. It was left out; write it as text, numbers or dates to keep it.`,
        );
      }
      if (columns.size === 0) return;
      yield* rowsOf(columns, start, end);
    }
    groupStart = groupEnd;
  }
}

type ColumnRead =
  | { readonly kind: 'values'; readonly values: ArrayLike<unknown> }
  | { readonly kind: 'unreadable'; readonly message: string };

async function readColumn(
  scan: ParquetScan,
  column: string,
  rowStart: number,
  rowEnd: number,
): Promise<ColumnRead> {
  try {
    const values: ArrayLike<unknown> = await scan.readColumn({ column, rowStart, rowEnd });
    if (values.length === rowEnd - rowStart) return { kind: 'values', values };
    return {
      kind: 'unreadable',
      message: `it has ${values.length} values for ${rowEnd - rowStart} rows`,
    };
  } catch (error) {
    return { kind: 'unreadable', message: messageOf(error) };
  }
}

function* rowsOf(
  columns: ReadonlyMap<string, ArrayLike<unknown>>,
  start: number,
  end: number,
): Generator<Row> {
  for (let at = 0; at < end - start; at++) {
    const values = new Map<string, unknown>();
    for (const [column, data] of columns) values.set(column, textWhereText(data[at]));
    yield { kind: 'row', position: start + at + 1, values };
  }
}

/** Older writers leave text unmarked; what is valid UTF-8 without NUL is taken for text. */
function textWhereText(value: unknown): unknown {
  if (!(value instanceof Uint8Array) || !isUtf8(value) || value.includes(0)) return value;
  return new TextDecoder().decode(value);
}

function stepOf(group: RowGroup, index: number, title: string): number {
  const isIndexed = group.columns.every((chunk) => (chunk.offset_index_length ?? 0) > 0);
  if (isIndexed) return batchRows;
  if (group.total_byte_size > maxGroupBytes) {
    throw inputError(
      'row-group-too-large',
      `Expected row groups of at most 2 GiB in ${title}, number ${index} has ${group.total_byte_size} bytes. Write the file with smaller row groups.`,
    );
  }
  return Math.max(1, Number(group.num_rows));
}
