import type { ListedProblem } from '../listed.ts';

/** One row of a table: its values by column, as the format types them (text for CSV). */
export interface Row {
  readonly kind: 'row';
  /** Line or number of the row, 1-based. */
  readonly position: number;
  readonly values: ReadonlyMap<string, unknown>;
}

/** A table as a stream, whatever its format. */
export interface Table {
  /** What a position counts, for people: `line` or `row`. */
  readonly unit: 'line' | 'row';
  /** Values are text whose type is still to be inferred. */
  readonly untyped: boolean;
  /** How the source is called in origins: `catalogue.csv`. */
  readonly title: string;
  /** Relative paths start here; absolute. */
  readonly folder: string;
  rows(): AsyncIterable<Row | ListedProblem>;
}

export function originOf(table: Table, position: number): string {
  return `${table.title}, ${table.unit} ${position}`;
}
