/**
 * An Arrow row as plain data: vectors become arrays and structs objects. Nulls are left out, and
 * so is a struct of nothing but nulls, which is how a table keeps an optional object that is
 * absent.
 */
export function plainValueOf(row: unknown): unknown {
  if (row === null || row === undefined) return undefined;
  if (typeof row === 'bigint') return Number(row);
  if (typeof row !== 'object') return row;
  if (isStruct(row)) return plainObjectOf(row.toJSON());
  if (isIterable(row)) return Array.from(row, plainValueOf);
  return plainObjectOf(row);
}

function plainObjectOf(row: object): object | undefined {
  const entries = Object.entries(row)
    .map(([name, value]): [string, unknown] => [name, plainValueOf(value)])
    .filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A row or a struct of apache-arrow; its lists have `toJSON` too, but are vectors with a length. */
function isStruct(row: object): row is { toJSON(): object } {
  return 'toJSON' in row && !('length' in row);
}

function isIterable(row: object): row is Iterable<unknown> {
  return Symbol.iterator in row;
}
