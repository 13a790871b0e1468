import { expect, test } from 'vitest';
import { inferColumnType, typedValue } from '../../../src/ingest/table/column-type.ts';

test.each([
  [['1', '-2.5', '3e4', ''], 'number'],
  [['00123', '45'], 'string'],
  [['1234567890123456789'], 'string'],
  [['+49 30', '1'], 'string'],
  [['1,5'], 'string'],
  [['0x10'], 'string'],
  [['Infinity'], 'string'],
  [['true', 'False'], 'boolean'],
  [['yes', 'no'], 'string'],
  [['0', '1'], 'number'],
  [['2024-02-29', '2024-02-29T10:00:00Z'], 'date'],
  [['2024-13-01'], 'string'],
  [['01/02/2024'], 'string'],
  [[], 'string'],
] as const)('inferColumnType(%j) is %s', (values, type) => {
  expect(inferColumnType(values)).toBe(type);
});

test('typedValue() keeps a value as text when it is not of its column’s type', () => {
  expect(typedValue('12', 'number')).toBe(12);
  expect(typedValue('n/a', 'number')).toBe('n/a');
  expect(typedValue('2024-03-01 10:00', 'date')).toBe('2024-03-01T10:00:00.000Z');
  expect(typedValue('2024-03-01T10:00:00+02:00', 'date')).toBe('2024-03-01T08:00:00.000Z');
});
