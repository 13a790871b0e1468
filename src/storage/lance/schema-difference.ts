import { DataType, type Field, type Schema } from 'apache-arrow';

/**
 * How the columns of a stored table differ from those that are expected, in words, one a
 * difference; empty where they are the same. Whether a column may be null is left to the writer.
 */
export function schemaDifferences(stored: Schema, expected: Schema): string[] {
  const there = new Map(stored.fields.map((field) => [field.name, typeName(field.type)]));
  const asked = new Map(expected.fields.map((field) => [field.name, typeName(field.type)]));
  return [
    ...[...asked].flatMap(([name, type]) => {
      const found = there.get(name);
      if (found === undefined) return [`it has no column ${name} (${type})`];
      return found === type ? [] : [`its column ${name} holds ${found}, not ${type}`];
    }),
    ...[...there].flatMap(([name, type]) =>
      asked.has(name) ? [] : [`it has a column ${name} (${type}) that is not in the schema`],
    ),
  ];
}

/** A type with all that is in it: `a vector of 344 numbers`, `a list of { label: text }`. */
function typeName(type: DataType): string {
  if (DataType.isFixedSizeList(type)) {
    return `a vector of ${type.listSize} ${elementName(type.children[0])}s`;
  }
  if (DataType.isList(type)) return `a list of ${elementName(type.children[0])}`;
  if (DataType.isStruct(type)) {
    const fields: readonly Field[] = type.children;
    return `{ ${fields.map(({ name, type: inner }) => `${name}: ${typeName(inner)}`).join(', ')} }`;
  }
  if (DataType.isUtf8(type)) return 'text';
  if (DataType.isBool(type)) return 'boolean';
  if (DataType.isFloat(type)) return 'number';
  if (DataType.isInt(type)) return 'integer';
  return `Arrow type ${type.typeId}`;
}

function elementName(element: Field | undefined): string {
  return element === undefined ? 'nothing' : typeName(element.type);
}
