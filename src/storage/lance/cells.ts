import { DataType, type Data, type Struct } from 'apache-arrow';

/** Gives the value in a row as plain data, undefined for null. */
export type Cell = (row: number) => unknown;

/**
 * A column of one batch as plain data, as `plainValueOf` gives its values one by one, in a fraction
 * of the time: vectors become arrays, structs objects without what is null in them, and structs of
 * nothing but nulls undefined.
 *
 * @throws TypeError of a type that no table here has.
 */
export function cellOf(data: Data): Cell {
  const read = readerOf(data);
  return data.nullCount === 0 ? read : (row) => (data.getValid(row) ? read(row) : undefined);
}

function readerOf(data: Data): Cell {
  const { type } = data;
  if (DataType.isInt(type) || DataType.isFloat(type)) {
    const values: Int32Array | Float64Array = data.values;
    return (row) => values[row];
  }
  if (DataType.isUtf8(type)) return textOf(data);
  if (DataType.isBool(type)) {
    const bits: Uint8Array = data.values;
    return (row) =>
      (((bits[(data.offset + row) >> 3] ?? 0) >> ((data.offset + row) & 7)) & 1) === 1;
  }
  if (DataType.isStruct(type)) return structOf(data, type);
  const [child] = data.children;
  if (DataType.isFixedSizeList(type) && child) {
    const { listSize } = type;
    const numbers: Float32Array = child.values;
    return (row) => arrayOf(numbers, row * listSize, (row + 1) * listSize);
  }
  if (DataType.isList(type) && child) return listOf(data, child);
  throw new TypeError(`No column of a signal has the Arrow type ${type.typeId}.`);
}

/** `Array.from` asks an iterator for each number, which takes ten times as long. */
function arrayOf(numbers: Float32Array, start: number, end: number): number[] {
  const values: number[] = [];
  for (let at = start; at < end; at += 1) values.push(numbers[at] ?? 0);
  return values;
}

function textOf(data: Data): Cell {
  const bytes: Uint8Array = data.values;
  const offsets: Int32Array = data.valueOffsets;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (row) => buffer.toString('utf8', offsets[row], offsets[row + 1]);
}

function structOf(data: Data, type: Struct): Cell {
  const fields = type.children.flatMap(({ name }, at): [string, Cell][] => {
    const child = data.children[at];
    return child ? [[name, cellOf(child)]] : [];
  });
  return (row) => {
    const value: Record<string, unknown> = {};
    let isEmpty = true;
    for (const [name, cell] of fields) {
      const field = cell(row);
      if (field === undefined) continue;
      value[name] = field;
      isEmpty = false;
    }
    return isEmpty ? undefined : value;
  };
}

function listOf(data: Data, child: Data): Cell {
  const offsets: Int32Array = data.valueOffsets;
  const cell = cellOf(child);
  return (row) => {
    const values: unknown[] = [];
    const end = offsets[row + 1] ?? 0;
    for (let at = offsets[row] ?? 0; at < end; at += 1) values.push(cell(at));
    return values;
  };
}
