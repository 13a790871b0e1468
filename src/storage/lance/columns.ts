import type { RecordBatch } from 'apache-arrow';

/** A batch of rows as columns. What a column holds is what its schema says: it is not checked. */
export interface Columns {
  readonly rows: number;
  /** @throws TypeError where there is no such text. */
  text(name: string, row: number): string;
  /** @throws TypeError where there is no such vector. */
  vector(name: string, row: number): Float32Array;
}

export function columnsOf(batch: RecordBatch): Columns {
  const cell = (name: string, row: number): unknown => batch.getChild(name)?.get(row);
  return {
    rows: batch.numRows,
    text(name, row) {
      const value = cell(name, row);
      if (typeof value !== 'string') throw new TypeError(`Row ${row} has no text in ${name}.`);
      return value;
    },
    vector(name, row) {
      const value = cell(name, row);
      const numbers: unknown = isArrowVector(value) ? value.toArray() : undefined;
      if (numbers instanceof Float32Array) return numbers;
      throw new TypeError(`Row ${row} has no vector in ${name}.`);
    },
  };
}

function isArrowVector(value: unknown): value is { toArray(): unknown } {
  return typeof value === 'object' && value !== null && 'toArray' in value;
}
