import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import { guessDelimiter } from '../csv/delimiter.ts';
import { csvRows } from '../csv/rows.ts';
import { problem } from '../listed.ts';
import type { ListedProblem } from '../listed.ts';
import { decodeText, decodeWhole, textNotes } from '../text-decoding.ts';
import type { Row, Table } from '../table/row.ts';
import type { SourceKind } from './place.ts';
import { openTableSource } from './table-source.ts';

/** CSV and whatever else is parted by one character; the delimiter is found by content. */
export const csvSource: SourceKind = {
  name: 'csv',
  accepts: 'a CSV or TSV file',
  format: 'csv',
  fits: (place) =>
    place.found === 'file' && ['.csv', '.tsv', '.tab', '.psv'].includes(place.extension),
  open: (place, options) => {
    const isTsv = options.format === 'tsv' || ['.tsv', '.tab'].includes(place.extension);
    const delimiter = isTsv ? '\t' : guessDelimiter(decodeWhole(place.head));
    return openTableSource(place.path, csvTable(place.path, delimiter), options);
  },
};

export const tsvSource: SourceKind = {
  ...csvSource,
  name: 'tsv',
  format: 'tsv',
  fits: () => false,
};

function csvTable(path: string, delimiter: string): Table {
  const title = basename(path);
  return {
    unit: 'line',
    untyped: true,
    title,
    folder: dirname(path),
    rows: () => rowsOf(path, title, delimiter),
  };
}

async function* rowsOf(
  path: string,
  title: string,
  delimiter: string,
): AsyncGenerator<Row | ListedProblem> {
  const notes: ListedProblem[] = [];
  const text = decodeText(createReadStream(path), (note) => {
    notes.push(problem(title, note, textNotes[note]));
  });
  for await (const row of csvRows(text, delimiter, title)) {
    yield row;
    yield* notes.splice(0);
  }
  yield* notes.splice(0);
}
