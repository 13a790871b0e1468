import type { ListedProblem } from '../listed.ts';
import type { Row } from './row.ts';

const sampleRows = 200;
const sampleCharacters = 1 << 23;

/** The first rows of a table, for deciding what its columns are. */
export interface Sample {
  /** All columns seen, in order. */
  readonly columns: readonly string[];
  /** The values of a column that are neither missing nor empty text. */
  values(column: string): readonly unknown[];
}

/**
 * Takes up to 200 rows (fewer where they are large) off a stream.
 *
 * @returns The sample, and the whole stream again, what was taken included.
 */
export async function takeSample(
  rows: AsyncIterable<Row | ListedProblem>,
): Promise<{ sample: Sample; rows: AsyncGenerator<Row | ListedProblem> }> {
  const iterator = rows[Symbol.asyncIterator]();
  const taken: (Row | ListedProblem)[] = [];
  let characters = 0;
  while (taken.length < sampleRows && characters < sampleCharacters) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    if (next.value.kind === 'row') characters += charactersOf(next.value);
  }
  return { sample: sampleOf(taken), rows: chain(taken, iterator) };
}

async function* chain<T>(taken: T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = taken.shift(); next !== undefined; next = taken.shift()) yield next;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

function charactersOf(row: Row): number {
  let characters = 0;
  for (const value of row.values.values()) {
    if (typeof value === 'string') characters += value.length;
    else if (value instanceof Uint8Array) characters += value.length;
  }
  return characters;
}

function sampleOf(taken: readonly (Row | ListedProblem)[]): Sample {
  const columns = new Map<string, unknown[]>();
  for (const row of taken) {
    if (row.kind !== 'row') continue;
    for (const [column, value] of row.values) {
      const values = columns.get(column) ?? [];
      columns.set(column, values);
      if (value !== undefined && value !== null && value !== '') values.push(value);
    }
  }
  return { columns: [...columns.keys()], values: (column) => columns.get(column) ?? [] };
}
