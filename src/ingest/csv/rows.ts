import { problem } from '../listed.ts';
import type { ListedProblem } from '../listed.ts';
import { namesAsset } from '../table/references.ts';
import type { Row } from '../table/row.ts';
import { csvRecords } from './records.ts';

/**
 * Rows of a delimited text under its header. Columns without a name are called `column3`, those
 * named twice `size_2`. A first record that names an image, a video or an address is no header.
 * Rows with more or fewer cells than the header are `ragged-row` problems.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: string,
  title: string,
): AsyncGenerator<Row | ListedProblem> {
  let columns: readonly string[] | undefined;
  for await (const record of csvRecords(text, delimiter)) {
    const origin = `${title}, line ${record.line}`;
    if (record.kind === 'bad') {
      yield problem(origin, record.code, record.message);
      continue;
    }
    if (columns === undefined) {
      if (record.line === 1 && /^\u{FEFF}?sep=/u.test(record.cells[0] ?? '')) continue;
      const isData = record.cells.some((cell) => namesAsset(cell.trim()));
      columns = isData
        ? record.cells.map((_, index) => `column${index + 1}`)
        : header(record.cells);
      if (!isData) continue;
    }
    const cells = withoutEmptyRest(record.cells, columns.length);
    if (cells.length !== columns.length) {
      yield problem(
        origin,
        'ragged-row',
        `Expected ${columns.length} cells as in the header, got ${cells.length}. Quote cells that hold the delimiter; the row was left out.`,
      );
      continue;
    }
    const values = new Map(columns.map((column, index) => [column, cells[index]]));
    yield { kind: 'row', position: record.line, values };
  }
  if (columns === undefined) {
    yield problem(title, 'empty-file', 'Expected a header and rows, got no text.');
  }
}

/** Spreadsheets write empty cells behind the last column. */
function withoutEmptyRest(cells: readonly string[], count: number): readonly string[] {
  return cells.slice(count).every((cell) => cell.trim() === '') ? cells.slice(0, count) : cells;
}

function header(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const wanted = cell.trim().slice(0, 200) || `column${index + 1}`;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  });
}
