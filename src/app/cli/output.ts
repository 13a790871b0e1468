import { UnderstoryError, messageOf } from '../../base/errors.ts';

/** Results go to standard output, everything else to standard error. */
export interface Output {
  readonly json: boolean;
  /** A line for people; nothing is written with `--json`. */
  line(text?: string): void;
  /** The one object that `--json` prints. */
  object(value: unknown): void;
  /** Raw bytes or text of an export. */
  raw(text: string): Promise<void>;
  note(text: string): void;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    line(text = '') {
      if (!json) process.stdout.write(`${text}\n`);
    },
    object(value) {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    async raw(text) {
      if (process.stdout.write(text)) return;
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    },
    note(text) {
      process.stderr.write(`${text}\n`);
    },
  };
}

/** 2 where the command was used wrongly, 1 where its work failed. */
export function exitCodeOf(error: unknown): number {
  const wronglyUsed =
    error instanceof UnderstoryError && ['input', 'not-found', 'gone'].includes(error.fault);
  return wronglyUsed ? 2 : 1;
}

/** The message, and for what nobody foresaw where it comes from. */
export function explain(error: unknown): string {
  if (error instanceof UnderstoryError) return error.message;
  return error instanceof Error && error.stack ? error.stack : messageOf(error);
}

/** Columns of text with two spaces between, numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const width = (column: number) =>
    Math.max(0, ...rows.map((row) => String(row[column] ?? '').length));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          typeof cell === 'number'
            ? String(cell).padStart(width(column))
            : cell.padEnd(width(column)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
