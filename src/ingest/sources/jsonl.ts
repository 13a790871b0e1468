import { createReadStream } from 'node:fs';
import { basename, dirname } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { problem } from '../listed.ts';
import type { ListedProblem } from '../listed.ts';
import { decodeText, textNotes } from '../text-decoding.ts';
import { maxLineLength, textLines } from '../text-lines.ts';
import { maxCellLength } from '../table/item.ts';
import type { Row, Table } from '../table/row.ts';
import type { SourceKind } from './place.ts';
import { openTableSource } from './table-source.ts';

/** One JSON object a line. */
export const jsonlSource: SourceKind = {
  name: 'jsonl',
  accepts: 'a JSONL file',
  format: 'jsonl',
  fits: (place) => {
    if (place.found !== 'file') return false;
    return (
      ['.jsonl', '.ndjson', '.jsonlines'].includes(place.extension) ||
      /^\u{FEFF}?\s*\{/u.test(place.head.toString('utf8', 0, 100))
    );
  },
  open: (place, options) => {
    const bytes = () => createReadStream(place.path);
    return openTableSource(
      place.path,
      jsonlTable(bytes, basename(place.path), dirname(place.path)),
      options,
    );
  },
};

export function jsonlTable(
  bytes: () => AsyncIterable<Uint8Array>,
  title: string,
  folder: string,
): Table {
  return { unit: 'line', untyped: false, title, folder, rows: () => jsonlRows(bytes(), title) };
}

async function* jsonlRows(
  bytes: AsyncIterable<Uint8Array>,
  title: string,
): AsyncGenerator<Row | ListedProblem> {
  const notes: ListedProblem[] = [];
  const text = decodeText(bytes, (note) => {
    notes.push(problem(title, note, textNotes[note]));
  });
  let isEmpty = true;
  for await (const { line, text: content } of textLines(text)) {
    yield* notes.splice(0);
    if (content?.trim() === '') continue;
    isEmpty = false;
    const origin = `${title}, line ${line}`;
    yield content === undefined
      ? problem(
          origin,
          'line-too-long',
          `Expected at most ${maxLineLength} characters in a line. Keep pictures outside the file and give their paths.`,
        )
      : rowOf(content, line, origin);
  }
  yield* notes.splice(0);
  if (isEmpty) yield problem(title, 'empty-file', 'Expected one JSON object a line, got no text.');
}

function rowOf(content: string, position: number, origin: string): Row | ListedProblem {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return problem(
      origin,
      'bad-json',
      `Expected one JSON object in the line: ${messageOf(error).slice(0, 200)}.`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return problem(
      origin,
      'not-an-object',
      `Expected a JSON object with an item's fields, got ${Array.isArray(value) ? 'a list' : JSON.stringify(value).slice(0, 50)}.`,
    );
  }
  const values = new Map<string, unknown>(Object.entries(value));
  const long = nestedText(values);
  if (long !== undefined) {
    return problem(
      origin,
      'cell-too-large',
      `Expected at most ${maxCellLength} characters in one value, got ${long}.`,
    );
  }
  return { kind: 'row', position, values };
}

/** The length of a text inside a list or object that is too long for one value. */
function nestedText(values: ReadonlyMap<string, unknown>): number | undefined {
  const waiting: unknown[] = [...values.values()].filter((value) => typeof value === 'object');
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value === 'string' && value.length > maxCellLength) return value.length;
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) if (inner !== undefined) waiting.push(inner);
    }
  }
  return undefined;
}
