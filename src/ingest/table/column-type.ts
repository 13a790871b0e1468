import type { AttributeValue } from '../../contracts/item.ts';

export type ColumnType = 'number' | 'boolean' | 'date' | 'string';

const numberPattern = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?$/;
const booleanPattern = /^(?:true|false)$/i;
const datePattern =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The type that all values of a text column have. Conservative: codes with leading zeros, numbers
 * of more than 15 digits and anything mixed stay text, so that no value changes by being read.
 */
export function inferColumnType(values: readonly string[]): ColumnType {
  const trimmed = values.map((value) => value.trim()).filter((value) => value !== '');
  if (trimmed.length === 0) return 'string';
  if (trimmed.every(isNumber)) return 'number';
  if (trimmed.every((value) => booleanPattern.test(value))) return 'boolean';
  if (trimmed.every(isDate)) return 'date';
  return 'string';
}

/** The value as its column's type; as text where it is not of that type. Dates become ISO 8601. */
export function typedValue(value: string, type: ColumnType): AttributeValue {
  const trimmed = value.trim();
  if (type === 'number' && isNumber(trimmed)) return Number(trimmed);
  if (type === 'boolean' && booleanPattern.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if (type === 'date' && isDate(trimmed)) {
    return trimmed.length === 10 ? trimmed : new Date(withZone(trimmed)).toISOString();
  }
  return trimmed;
}

function isNumber(value: string): boolean {
  return numberPattern.test(value) && Number.isFinite(Number(value));
}

function isDate(value: string): boolean {
  return datePattern.test(value) && !Number.isNaN(Date.parse(withZone(value)));
}

/** A time without a zone is taken as UTC: a listing must not depend on the machine's own zone. */
function withZone(value: string): string {
  const iso = value.replace(' ', 'T');
  return value.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : `${iso}Z`;
}
