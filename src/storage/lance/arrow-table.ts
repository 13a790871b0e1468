import {
  Bool,
  DataType,
  Float32,
  RecordBatch,
  Struct,
  Table,
  makeData,
  vectorFromArray,
  type Data,
  type FixedSizeList,
  type Schema,
} from 'apache-arrow';

/** Rows as a table of this schema; a field that a row lacks is null. */
export function arrowTableOf(
  schema: Schema,
  rows: readonly Readonly<Record<string, unknown>>[],
): Table {
  const children = schema.fields.map(({ name, type }) =>
    columnOf(
      rows.map((row) => row[name] ?? null),
      type,
    ),
  );
  const type = new Struct(schema.fields);
  const data = makeData({ type, length: rows.length, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, data)]);
}

/**
 * The builders of apache-arrow give vectors and booleans that are null less room than Arrow
 * asks for, so these two are laid out here.
 */
function columnOf(values: readonly unknown[], type: DataType): Data {
  if (DataType.isFixedSizeList(type)) return vectorColumn(values, type);
  if (DataType.isBool(type)) return booleanColumn(values);
  const [data] = vectorFromArray(values, type).data;
  if (!data) throw new TypeError(`A column of Arrow type ${type.typeId} has no data.`);
  return data;
}

function vectorColumn(values: readonly unknown[], type: FixedSizeList): Data {
  const numbers = new Float32Array(values.length * type.listSize);
  for (const [row, value] of values.entries()) {
    if (Array.isArray(value)) numbers.set(value, row * type.listSize);
  }
  return makeData({
    type,
    length: values.length,
    ...validity(values),
    child: makeData({ type: new Float32(), length: numbers.length, data: numbers }),
  });
}

/**
 * Never null, since apache-arrow writes a column of nothing but null booleans without its bits.
 * Where a row has no value, its status says so.
 */
function booleanColumn(values: readonly unknown[]): Data {
  return makeData({
    type: new Bool(),
    length: values.length,
    nullCount: 0,
    data: bitmapOf(values.map((value) => value === true)),
  });
}

function validity(values: readonly unknown[]): { nullCount: number; nullBitmap: Uint8Array } {
  const present = values.map((value) => value !== null);
  return {
    nullCount: present.filter((is) => !is).length,
    nullBitmap: bitmapOf(present),
  };
}

/** Bits from the lowest of the first byte, padded to whole words of 8 bytes. */
function bitmapOf(bits: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 64) * 8);
  for (const [at, bit] of bits.entries()) {
    if (bit) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return bytes;
}
